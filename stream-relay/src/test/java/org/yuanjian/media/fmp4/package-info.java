/// Tests of fragments, against ffmpeg and ffprobe.
@NullMarked
package org.yuanjian.media.fmp4;

import org.jspecify.annotations.NullMarked;
