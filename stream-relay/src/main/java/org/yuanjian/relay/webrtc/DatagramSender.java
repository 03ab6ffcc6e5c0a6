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

/// Hands datagrams to a Linux socket by sendmmsg(2), many viewers' in one call and several of equal
/// size to one viewer in one piece that the kernel cuts (UDP GSO, linux/udp.h). What the call needs
/// lies in native memory and is made once; a piece costs no object and no entry in a queue. Event
/// loop only.
///
///     mmsghdr: name 8 | name length 4, 4 | iovec 8 | count 8 | control 8 | control length 8 | flags 4, 4 | sent 4, 4
///     iovec:   base 8 | length 8
///     control: length 8 = 18 | level 4 = UDP | type 4 = SEGMENT | segment bytes 2, 6
final class DatagramSender {
    /// errno of a socket whose buffer is full.
    static final int AGAIN = 11;

    /// The most pieces in one call.
    static final int BATCH = 64;

    private static final int MESSAGE_BYTES = 64;
    private static final int VECTORS_AT = BATCH * MESSAGE_BYTES;
    private static final int VECTOR_BYTES = 16;
    private static final int CONTROLS_AT = VECTORS_AT + BATCH * VECTOR_BYTES;
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
    private static final MethodHandle SENDMMSG = sendmmsg();

    private final int socket;
    private final boolean inet6;
    private final MemorySegment state = Arena.ofAuto().allocate(CALL_STATE);
    private final MemorySegment messages =
            Arena.ofAuto().allocate(CONTROLS_AT + BATCH * CONTROL_BYTES, Long.BYTES);

    /// @param socket file descriptor of an open, non-blocking UDP socket
    /// @param inet6 whether the socket is of the IPv6 family
    DatagramSender(int socket, boolean inet6) {
        this.socket = socket;
        this.inet6 = inet6;
        for (int slot = 0; slot < BATCH; slot++) {
            long message = messageAt(slot);
            long control = controlAt(slot);
            messages.set(JAVA_LONG, message + 16, messages.address() + vectorAt(slot));
            messages.set(JAVA_LONG, message + 24, 1);
            messages.set(JAVA_LONG, control, CONTROL_LENGTH);
            messages.set(JAVA_INT, control + 8, UDP_LEVEL);
            messages.set(JAVA_INT, control + 12, UDP_SEGMENT);
        }
    }

    private static long messageAt(int slot) {
        return (long) slot * MESSAGE_BYTES;
    }

    private static long vectorAt(int slot) {
        return VECTORS_AT + (long) slot * VECTOR_BYTES;
    }

    private static long controlAt(int slot) {
        return CONTROLS_AT + (long) slot * CONTROL_BYTES;
    }

    @SuppressWarnings("restricted") // its signature stands above
    private static MethodHandle sendmmsg() {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("sendmmsg"),
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT),
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

    /// Fills a slot: `bytes` at `data`, cut into datagrams of `segmentBytes` and a shorter last
    /// one.
    ///
    /// @param to of [#address]
    void put(int slot, MemorySegment to, long data, int bytes, int segmentBytes) {
        boolean cut = segmentBytes < bytes;
        long message = messageAt(slot);
        long vector = vectorAt(slot);
        long control = controlAt(slot);
        messages.set(ADDRESS, message, to);
        messages.set(JAVA_INT, message + 8, (int) to.byteSize());
        messages.set(JAVA_LONG, vector, data);
        messages.set(JAVA_LONG, vector + 8, bytes);
        messages.set(JAVA_LONG, message + 32, cut ? messages.address() + control : 0);
        messages.set(JAVA_LONG, message + 40, cut ? CONTROL_BYTES : 0);
        messages.set(JAVA_SHORT, control + 16, (short) segmentBytes);
    }

    /// Sends what lies in `count` slots from `slot` on, up to the first that does not go out.
    ///
    /// @return how many went out, or the negative errno of the first; -[#AGAIN] if the socket is
    ///   full
    int send(int slot, int count) {
        try {
            int sent =
                    (int)
                            SENDMMSG.invokeExact(
                                    state, socket, messages.asSlice(messageAt(slot)), count, 0);
            return sent < 0 ? -(int) ERRNO.get(state, 0L) : sent;
        } catch (Throwable e) {
            throw new IllegalStateException("sendmmsg", e);
        }
    }
}
