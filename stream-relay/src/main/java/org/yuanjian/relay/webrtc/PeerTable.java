package org.yuanjian.relay.webrtc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.rtp.MalformedPacketException;

/// Tells the viewers of one port apart: by first byte (RFC 7983 §7), then by ICE user name, then by
/// where a packet came from. Event loop only.
final class PeerTable {
    private static final int MAX_DATAGRAM_BYTES = 1500;

    private final Map<String, PeerConnection> byFragment = new HashMap<>();
    private final Map<PeerPath, PeerConnection> byPath = new HashMap<>();
    private long strangers;

    void add(PeerConnection peer) {
        byFragment.put(peer.fragment(), peer);
    }

    void remove(PeerConnection peer) {
        byFragment.remove(peer.fragment());
        peer.paths().forEach(byPath::remove);
    }

    /// The viewer proved that it is at `path`.
    void bind(PeerPath path, PeerConnection peer) {
        byPath.put(path, peer);
    }

    void unbind(PeerPath path) {
        byPath.remove(path);
    }

    @Nullable PeerConnection at(PeerPath path) {
        return byPath.get(path);
    }

    Collection<PeerConnection> peers() {
        return List.copyOf(byFragment.values());
    }

    int size() {
        return byFragment.size();
    }

    /// Datagrams that belong to nobody here, or to no handshake.
    long strangers() {
        return strangers;
    }

    /// Takes one datagram, borrowed for the call.
    ///
    /// @param source where it came from, for STUN to tell
    void receive(ByteBuf datagram, PeerPath from, InetSocketAddress source) {
        int length = datagram.readableBytes();
        if (length < 2 || length > MAX_DATAGRAM_BYTES) {
            strangers++;
            return;
        }
        int first = datagram.getUnsignedByte(datagram.readerIndex());
        if (first <= 3) {
            receiveStun(ByteBufUtil.getBytes(datagram), from, source);
            return;
        }
        @Nullable PeerConnection peer = byPath.get(from);
        if (peer == null) {
            strangers++;
        } else if (first >= 20 && first <= 63) {
            receiveDtls(ByteBufUtil.getBytes(datagram), peer);
        } else if (first >= 128 && first <= 191 && isRtcp(datagram)) {
            peer.onRtcp(ByteBufUtil.getBytes(datagram));
        }
    }

    private void receiveDtls(byte[] bytes, PeerConnection peer) {
        if (DtlsRecords.areBounded(bytes)) {
            peer.onDtls(bytes);
        } else {
            strangers++;
        }
    }

    // RFC 5761 §4
    private static boolean isRtcp(ByteBuf datagram) {
        int type = datagram.getUnsignedByte(datagram.readerIndex() + 1);
        return type >= 192 && type <= 223;
    }

    private void receiveStun(byte[] bytes, PeerPath from, InetSocketAddress source) {
        try {
            StunMessage message = StunMessage.parse(bytes);
            @Nullable PeerConnection peer = byFragment.get(message.ourFragment());
            if (peer != null && message.isBindingRequest()) {
                peer.onCheck(message, from, source);
                return;
            }
        } catch (MalformedPacketException e) {
            // Counted below; anybody can send anything here.
        }
        strangers++;
    }
}
