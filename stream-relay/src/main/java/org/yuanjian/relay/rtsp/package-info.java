/// The RTSP server: players, other nodes and other platforms pull streams from here, with a ticket.
/// Right of the hub: one framed buffer per read goes out to every viewer as it is.
@NullMarked
package org.yuanjian.relay.rtsp;

import org.jspecify.annotations.NullMarked;
