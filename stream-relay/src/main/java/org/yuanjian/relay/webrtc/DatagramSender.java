package org.yuanjian.relay.webrtc;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// Hands datagrams to a Linux socket by sendmsg(2), several of equal size in one piece that the
/// kernel cuts (UDP GSO, linux/udp.h). What the call needs lies in native memory and is made once;
/// a piece costs no object and no entry in a queue. Event loop only.
///
///     msghdr:  name 8 | name length 4, 4 | iovec 8 | count 8 | control 8 | control length 8 | flags 4, 4
///     iovec:   base 8 | length 8
///     control: length 8 = 18 | level 4 = UDP | type 4 = SEGMENT | segment bytes 2, 6
final class DatagramSender {
    /// errno of a socket whose buffer is full.
    static final int AGAIN = 11;

    private static final int MESSAGE_BYTES = 56;
    private static final int VECTOR_AT = MESSAGE_BYTES;
    private static final int CONTROL_AT = VECTOR_AT + 16;
    private static final int CONTROL_BYTES = 24;
    private static final int CONTROL_LENGTH = 18;
    private static final int UDP_LEVEL = 17;
    private static final int UDP_SEGMENT = 103;
    private static final int INET = 2;
    private static final int INET6 = 10;
    private static final int INET_BYTES = 16;
    private static final int INET6_BYTES = 28;

    private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO =
            CALL_STATE.varHandle(java.lang.foreign.MemoryLayout.PathElement.groupElement("errno"));
    private static final MethodHandle SENDMSG = sendmsg();

    private final int socket;
    private final boolean inet6;
    private final MemorySegment state = Arena.ofAuto().allocate(CALL_STATE);
    private final MemorySegment message =
            Arena.ofAuto().allocate(CONTROL_AT + CONTROL_BYTES, Long.BYTES);

    /// @param socket file descriptor of an open, non-blocking UDP socket
    /// @param inet6 whether the socket is of the IPv6 family
    DatagramSender(int socket, boolean inet6) {
        this.socket = socket;
        this.inet6 = inet6;
        message.set(ADDRESS, 16, message.asSlice(VECTOR_AT));
        message.set(JAVA_LONG, 24, 1);
        message.set(JAVA_LONG, CONTROL_AT, CONTROL_LENGTH);
        message.set(JAVA_INT, CONTROL_AT + 8, UDP_LEVEL);
        message.set(JAVA_INT, CONTROL_AT + 12, UDP_SEGMENT);
    }

    @SuppressWarnings(
            "restricted") // the one native function called directly; its signature stands above
    private static MethodHandle sendmsg() {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("sendmsg"),
                FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT),
                Linker.Option.captureCallState("errno"));
    }

    /// An address as this socket's family writes it, to be used for as long as one likes.
    MemorySegment address(InetSocketAddress to) {
        MemorySegment name = Arena.ofAuto().allocate(inet6 ? INET6_BYTES : INET_BYTES, Long.BYTES);
        name.set(JAVA_SHORT, 0, (short) (inet6 ? INET6 : INET));
        name.set(JAVA_BYTE, 2, (byte) (to.getPort() >>> 8));
        name.set(JAVA_BYTE, 3, (byte) to.getPort());
        InetAddress address = to.getAddress();
        byte[] bytes = address.getAddress();
        int at = 4;
        if (inet6) {
            at = 8;
            if (address instanceof Inet4Address) {
                // RFC 4291 §2.5.5.2: ::ffff:a.b.c.d
                name.set(JAVA_SHORT, 18, (short) 0xFFFF);
                at = 20;
            }
        }
        MemorySegment.copy(bytes, 0, name, JAVA_BYTE, at, bytes.length);
        return name;
    }

    /// Sends `bytes` at `data`, cut into datagrams of `segmentBytes` and a shorter last one.
    ///
    /// @param to of [#address]
    /// @return 0, or the errno; [#AGAIN] if the socket is full
    int send(MemorySegment to, long data, int bytes, int segmentBytes) {
        boolean cut = segmentBytes < bytes;
        message.set(ADDRESS, 0, to);
        message.set(JAVA_INT, 8, (int) to.byteSize());
        message.set(JAVA_LONG, VECTOR_AT, data);
        message.set(JAVA_LONG, VECTOR_AT + 8, bytes);
        message.set(JAVA_LONG, 32, cut ? message.address() + CONTROL_AT : 0);
        message.set(JAVA_LONG, 40, cut ? CONTROL_BYTES : 0);
        message.set(JAVA_SHORT, CONTROL_AT + 16, (short) segmentBytes);
        try {
            long sent = (long) SENDMSG.invokeExact(state, socket, message, 0);
            return sent < 0 ? (int) ERRNO.get(state, 0L) : 0;
        } catch (Throwable e) {
            throw new IllegalStateException("sendmsg", e);
        }
    }
}
