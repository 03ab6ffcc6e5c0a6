package org.yuanjian.camera.registry;

import org.yuanjian.camera.credential.CredentialVault;
import org.yuanjian.camera.credential.VaultException;
import org.yuanjian.camera.store.TimeOrderedIds;

/// Seals passwords with the vault, each for its device.
final class VaultSealing implements PointImport.Sealing {
    private final CredentialVault vault;
    private final TimeOrderedIds ids;

    VaultSealing(CredentialVault vault, TimeOrderedIds ids) {
        this.vault = vault;
        this.ids = ids;
    }

    @Override
    public String nextId() {
        return ids.next();
    }

    @Override
    public String seal(String password, String deviceId) {
        return vault.seal(password, deviceId);
    }

    @Override
    public boolean isSealed(String password, Device device) {
        try {
            return !device.sealedPassword().isEmpty()
                    && vault.open(device.sealedPassword(), device.id()).equals(password);
        } catch (VaultException e) {
            return false;
        }
    }
}
