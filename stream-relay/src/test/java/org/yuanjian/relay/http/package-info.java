/// Tests of the relay's HTTP port.
@NullMarked
package org.yuanjian.relay.http;

import org.jspecify.annotations.NullMarked;
