package org.yuanjian.media.nal;

/// Bits that are not the NAL unit they should be. Carries no stack trace: it is counted, not
/// debugged.
public final class MalformedNalException extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedNalException(String message) {
        super(message, null, false, false);
    }
}
