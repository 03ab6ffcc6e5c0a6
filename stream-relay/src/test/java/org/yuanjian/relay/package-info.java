/// Tests of the hub and cameras that need no network.
@NullMarked
package org.yuanjian.relay;

import org.jspecify.annotations.NullMarked;
