/// WHEP to browsers: SDP, ICE-lite, DTLS, SRTP and RTCP feedback on one UDP and TCP port. Right of
/// the hub; the payloads of a stream are cut once for all its viewers, each viewer adds a header
/// and an encryption of its own.
@NullMarked
package org.yuanjian.relay.webrtc;

import org.jspecify.annotations.NullMarked;
