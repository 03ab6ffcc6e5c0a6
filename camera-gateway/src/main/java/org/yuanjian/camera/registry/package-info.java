/// Which regions, sites and video points exist. Left of the media path: says what can be watched,
/// not how it is reached.
@NullMarked
package org.yuanjian.camera.registry;

import org.jspecify.annotations.NullMarked;
