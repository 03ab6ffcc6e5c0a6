package org.yuanjian.relay.transcode;

/// A codec that could not be set up for a track.
final class TranscodeException extends Exception {
    private static final long serialVersionUID = 1L;

    TranscodeException(String message) {
        super(message);
    }
}
