/// Tests of transcoding: tones must keep their pitch.
@NullMarked
package org.yuanjian.relay.transcode;

import org.jspecify.annotations.NullMarked;
