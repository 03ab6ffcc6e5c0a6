/// The RTSP client: pulls one stream of one camera and keeps it coming. Left end of the media path;
/// what it reads it hands to the hub, once per read.
@NullMarked
package org.yuanjian.relay.rtsp.client;

import org.jspecify.annotations.NullMarked;
