/// Session descriptions (RFC 8866) as cameras write them and players read them. Stands beside the
/// media path: read once per session, never per packet.
@NullMarked
package org.yuanjian.media.sdp;

import org.jspecify.annotations.NullMarked;
