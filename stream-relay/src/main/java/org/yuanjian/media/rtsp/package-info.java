/// RTSP 1.0 messages and interleaved frames (RFC 2326). Used on both sides of the hub: by the
/// client that pulls and the server that answers.
@NullMarked
package org.yuanjian.media.rtsp;

import org.jspecify.annotations.NullMarked;
