package org.yuanjian.relay.webrtc;

import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jitsi.srtp.SrtpPolicy;
import org.jitsi.srtp.crypto.Aes;
import org.jitsi.utils.ByteArrayBuffer;
import org.jitsi.utils.logging2.Logger;
import org.jitsi.utils.logging2.LoggerImpl;

/// SRTP with AES_CM_128_HMAC_SHA1_80 (RFC 3711) by jitsi-srtp, for viewers without GCM.
final class CounterSrtpSession implements SrtpSession {
    private static final int MAX_SENDERS = 8;

    static {
        // Else the first context measures every provider for seconds.
        Aes.setFactoryClassName("SunJCE");
    }

    private final SrtpContextFactory ours;
    private final SrtpContextFactory theirs;
    private final Map<Integer, SrtpCryptoContext> rtpOut = new HashMap<>();
    private final Map<Integer, SrtcpCryptoContext> rtcpOut = new HashMap<>();
    private final Map<Integer, SrtcpCryptoContext> rtcpIn = new HashMap<>();
    private final Region region = new Region();

    CounterSrtpSession(SrtpKeys.Master ours, SrtpKeys.Master theirs) {
        Logger logger = new LoggerImpl(CounterSrtpSession.class.getName(), Level.OFF);
        this.ours =
                new SrtpContextFactory(true, ours.key(), ours.salt(), policy(), policy(), logger);
        this.theirs =
                new SrtpContextFactory(
                        false, theirs.key(), theirs.salt(), policy(), policy(), logger);
    }

    private static SrtpPolicy policy() {
        SrtpPolicy policy =
                new SrtpPolicy(
                        SrtpPolicy.AESCM_ENCRYPTION,
                        16,
                        SrtpPolicy.HMACSHA1_AUTHENTICATION,
                        20,
                        10,
                        14);
        policy.setSendReplayEnabled(false); // packets are sent again on request
        return policy;
    }

    @Override
    public int protectRtp(byte[] packet, long sequence, byte[] payload, int payloadBytes)
            throws GeneralSecurityException {
        int header = SrtpSession.headerBytes(packet);
        System.arraycopy(payload, 0, packet, header, payloadBytes);
        int ssrc = ssrc(packet, 8);
        SrtpCryptoContext context = rtpOut.get(ssrc);
        if (context == null) {
            context = ours.deriveContext(ssrc, (int) (sequence >>> 16));
            rtpOut.put(ssrc, context);
        }
        require(context.transformPacket(region.of(packet, header + payloadBytes)));
        return region.getLength();
    }

    @Override
    public int protectRtcp(byte[] packet, int length) throws GeneralSecurityException {
        require(control(rtcpOut, ours, packet).transformPacket(region.of(packet, length)));
        return region.getLength();
    }

    @Override
    public int openRtcp(byte[] packet, int length) throws GeneralSecurityException {
        if (length < 8) {
            return 0;
        }
        int sender = ssrc(packet, 4);
        SrtcpCryptoContext known = rtcpIn.get(sender);
        if (known == null && rtcpIn.size() >= MAX_SENDERS) {
            return 0;
        }
        SrtcpCryptoContext context = known == null ? theirs.deriveControlContext(sender) : known;
        SrtpErrorStatus status = context.reverseTransformPacket(region.of(packet, length));
        if (status != SrtpErrorStatus.OK) {
            return 0;
        }
        // Only what is authentic takes a place: others must not fill them up.
        rtcpIn.putIfAbsent(sender, context);
        return region.getLength();
    }

    private static SrtcpCryptoContext control(
            Map<Integer, SrtcpCryptoContext> contexts, SrtpContextFactory factory, byte[] packet)
            throws GeneralSecurityException {
        int ssrc = ssrc(packet, 4);
        SrtcpCryptoContext context = contexts.get(ssrc);
        if (context == null) {
            context = factory.deriveControlContext(ssrc);
            contexts.put(ssrc, context);
        }
        return context;
    }

    private static int ssrc(byte[] packet, int at) {
        return (packet[at] & 0xFF) << 24
                | (packet[at + 1] & 0xFF) << 16
                | (packet[at + 2] & 0xFF) << 8
                | (packet[at + 3] & 0xFF);
    }

    private static void require(SrtpErrorStatus status) throws GeneralSecurityException {
        if (status != SrtpErrorStatus.OK) {
            throw new GeneralSecurityException("SRTP: " + status);
        }
    }

    /// The front of an array, as the library wants it.
    private static final class Region implements ByteArrayBuffer {
        private byte[] bytes = new byte[0];
        private int offset;
        private int length;

        Region of(byte[] array, int size) {
            bytes = array;
            offset = 0;
            length = size;
            return this;
        }

        @Override
        public byte[] getBuffer() {
            return bytes;
        }

        @Override
        public int getOffset() {
            return offset;
        }

        @Override
        public int getLength() {
            return length;
        }

        @Override
        public void setLength(int size) {
            length = size;
        }

        @Override
        public void setOffset(int at) {
            offset = at;
        }

        @Override
        public boolean isInvalid() {
            return length <= 0;
        }

        @Override
        public void readRegionToBuff(int at, int size, byte[] to) {
            System.arraycopy(bytes, offset + at, to, 0, size);
        }

        @Override
        public void grow(int by) {
            // The array has room for what protection adds.
        }

        @Override
        public void append(byte[] more, int size) {
            System.arraycopy(more, 0, bytes, offset + length, size);
            length += size;
        }

        @Override
        public void shrink(int by) {
            length -= by;
        }
    }
}
