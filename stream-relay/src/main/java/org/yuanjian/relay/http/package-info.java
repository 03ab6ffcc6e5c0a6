/// The relay's HTTP port: one server, one endpoint per kind of media, on Netty. Right of the hub;
/// it carries WHEP, live fragments and metrics, pages are the console's.
@NullMarked
package org.yuanjian.relay.http;

import org.jspecify.annotations.NullMarked;
