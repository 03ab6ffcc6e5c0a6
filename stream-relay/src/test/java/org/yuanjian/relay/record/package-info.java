/// Clips that are recorded of a camera in the tests' own process, judged by ffmpeg.
@NullMarked
package org.yuanjian.relay.record;

import org.jspecify.annotations.NullMarked;
