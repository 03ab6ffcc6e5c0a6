/// Turns what a viewer cannot play into what it can, on demand, once per stream and off the event
/// loops: AAC and G.711 become Opus. The natives of FFmpeg stay in this package.
@NullMarked
package org.yuanjian.relay.transcode;

import org.jspecify.annotations.NullMarked;
