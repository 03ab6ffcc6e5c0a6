package org.yuanjian.relay.webrtc;

import java.security.GeneralSecurityException;
import org.yuanjian.media.rtp.RtpPacket;

/// Protects what goes to one viewer and opens the RTCP that comes from it. One thread; buffers are
/// heap arrays, since ciphers are fastest there.
sealed interface SrtpSession permits GcmSrtpSession, CounterSrtpSession {

    /// The most that protection adds to a packet: a tag, and with RTCP an index.
    int MAX_OVERHEAD_BYTES = 20;

    /// RFC 3550 §5.1: the header has an extension.
    int EXTENSION = 0x10;

    /// Where the payload of an RTP packet of this side begins: behind the fixed header, and behind
    /// the one extension there may be, if the header says so.
    static int headerBytes(byte[] packet) {
        return (packet[0] & EXTENSION) == 0
                ? RtpPacket.FIXED_HEADER_BYTES
                : RtpPacket.FIXED_HEADER_BYTES + PlayoutDelay.BYTES;
    }

    /// Protects one RTP packet.
    ///
    /// @param packet its header at the front, room for payload and tag behind it; the protected
    ///   packet when done
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
