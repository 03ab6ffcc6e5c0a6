package org.yuanjian.relay.webrtc;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;

/// Brings datagrams to the viewers they are from, and counts those the network refused.
final class UdpReceiver extends SimpleChannelInboundHandler<DatagramPacket> {
    private final MediaPort port;
    private final PeerTable peers;

    UdpReceiver(MediaPort port, PeerTable peers) {
        this.port = port;
        this.peers = peers;
    }

    /// One port at a time; but a port given up while binding is followed by another.
    @Override
    public boolean isSharable() {
        return true;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
        peers.receive(packet.content(), new UdpPath(port, packet.sender()), packet.sender());
    }

    /// A send failed: the viewer's route is gone or its port closed. Consent will end the session.
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        port.countRefused();
    }
}
