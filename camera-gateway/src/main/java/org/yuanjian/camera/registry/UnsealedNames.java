package org.yuanjian.camera.registry;

/// Counts up, and keeps no password.
final class UnsealedNames implements PointImport.Sealing {
    private long next;

    @Override
    public synchronized String nextId() {
        next++;
        return Long.toString(next);
    }

    @Override
    public String seal(String password, String deviceId) {
        return "";
    }

    @Override
    public boolean isSealed(String password, Device device) {
        return true;
    }
}
