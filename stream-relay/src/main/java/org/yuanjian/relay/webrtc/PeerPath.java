package org.yuanjian.relay.webrtc;

/// The way to one viewer, as its last valid connectivity check came. Event loop only.
sealed interface PeerPath permits UdpPath, TcpPath {

    /// Sends one datagram at once: STUN, DTLS.
    void send(byte[] datagram);

    /// Adds a packet to those that go out with [#end], of which there will be about `expected`
    /// more.
    void add(byte[] packet, int length, int expected);

    /// Gives what was added to the socket.
    void end();

    /// Whether the socket takes more.
    boolean isWritable();

    /// Lets go of what only this path uses.
    void close();
}
