/// Tests of live fMP4, up to a real browser.
@NullMarked
package org.yuanjian.relay.live;

import org.jspecify.annotations.NullMarked;
