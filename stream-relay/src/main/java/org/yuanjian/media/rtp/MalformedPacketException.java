package org.yuanjian.media.rtp;

/// Bytes that are not the packet they should be. Carries no stack trace: it is counted, not
/// debugged.
public final class MalformedPacketException extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedPacketException(String message) {
        super(message, null, false, false);
    }
}
