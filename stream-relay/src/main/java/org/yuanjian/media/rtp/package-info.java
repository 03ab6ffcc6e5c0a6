/// RTP and RTCP on the wire (RFC 3550) and the way between packets and access units. Left of the
/// hub packets are read, right of it they are packetized again.
@NullMarked
package org.yuanjian.media.rtp;

import org.jspecify.annotations.NullMarked;
