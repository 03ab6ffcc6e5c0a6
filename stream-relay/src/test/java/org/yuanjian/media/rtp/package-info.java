/// Tests of RTP: every reader against its packetizer, losses and hostile bytes.
@NullMarked
package org.yuanjian.media.rtp;

import org.jspecify.annotations.NullMarked;
