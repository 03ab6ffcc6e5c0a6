/// Live fMP4 over WebSocket, for browsers where WebRTC cannot. Right of the hub: a stream is cut
/// into fragments once, each viewer gets them through a bounded queue.
@NullMarked
package org.yuanjian.relay.live;

import org.jspecify.annotations.NullMarked;
