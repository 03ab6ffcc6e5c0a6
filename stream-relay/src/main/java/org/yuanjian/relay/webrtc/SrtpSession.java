package org.yuanjian.relay.webrtc;

import java.security.GeneralSecurityException;

/// Protects what goes to one viewer and opens the RTCP that comes from it. One thread; buffers are
/// heap arrays, since ciphers are fastest there.
sealed interface SrtpSession permits GcmSrtpSession, CounterSrtpSession {

    /// The most that protection adds to a packet: a tag, and with RTCP an index.
    int MAX_OVERHEAD_BYTES = 20;

    /// Protects one RTP packet with a fixed header.
    ///
    /// @param packet header of 12 bytes at the front, room for payload and tag behind it; the
    ///   protected packet when done
    /// @param sequence with its wraps: roll-over counter × 65,536 + sequence number
    /// @param payload borrowed
    /// @param payloadBytes how much of it
    /// @return bytes of the protected packet
    int protectRtp(byte[] packet, long sequence, byte[] payload, int payloadBytes)
            throws GeneralSecurityException;

    /// Protects a compound RTCP packet in place; `packet` has [#MAX_OVERHEAD_BYTES] of room.
    ///
    /// @return bytes of the protected packet
    int protectRtcp(byte[] packet, int length) throws GeneralSecurityException;

    /// Opens a compound RTCP packet in place.
    ///
    /// @return bytes of the plain packet; 0 if it is not authentic or was seen before
    int openRtcp(byte[] packet, int length) throws GeneralSecurityException;

    /// The session on the server's side, where the viewer is the DTLS client.
    static SrtpSession of(SrtpKeys keys) throws GeneralSecurityException {
        return switch (keys.profile()) {
            case AES_GCM_128 -> new GcmSrtpSession(keys.server(), keys.client());
            case AES_CM_128_SHA1_80 -> new CounterSrtpSession(keys.server(), keys.client());
        };
    }
}
