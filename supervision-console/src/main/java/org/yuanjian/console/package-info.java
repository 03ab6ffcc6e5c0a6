/// The application: it joins gateway, relay and analytics, and serves pages and JSON. Media never
/// passes here; people ask here for the tickets with which the relay lets them in.
@NullMarked
package org.yuanjian.console;

import org.jspecify.annotations.NullMarked;
