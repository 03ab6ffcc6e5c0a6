/// The wire vocabulary: streams, tracks, bursts of RTP packets and access units. Bottom of the
/// house: everything imports it, it imports Netty buffers only.
@NullMarked
package org.yuanjian.media;

import org.jspecify.annotations.NullMarked;
