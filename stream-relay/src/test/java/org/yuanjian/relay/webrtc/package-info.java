/// Tests of WebRTC, up to a real browser.
@NullMarked
package org.yuanjian.relay.webrtc;

import org.jspecify.annotations.NullMarked;
