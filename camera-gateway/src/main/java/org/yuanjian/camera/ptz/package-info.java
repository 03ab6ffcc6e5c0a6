/// Moving cameras: who may, for how long, and that nothing goes on moving when nobody holds the
/// key.
@NullMarked
package org.yuanjian.camera.ptz;

import org.jspecify.annotations.NullMarked;
