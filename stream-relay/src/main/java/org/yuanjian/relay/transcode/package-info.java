/// Turns what a viewer cannot play into what it can, on demand, once per stream and off the event
/// loops: AAC and G.711 become Opus, on threads of this process or of the clip that holds it; H.265
/// and B-frames become plain H.264, in a process for each stream. The natives of FFmpeg stay in
/// this package.
@NullMarked
package org.yuanjian.relay.transcode;

import org.jspecify.annotations.NullMarked;
