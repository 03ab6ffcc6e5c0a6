/// Fragmented MP4 (ISO/IEC 14496-12, -15; CMAF): access units in, an init segment and media
/// fragments out, made once per stream for live viewers and recordings alike.
@NullMarked
package org.yuanjian.media.fmp4;

import org.jspecify.annotations.NullMarked;
