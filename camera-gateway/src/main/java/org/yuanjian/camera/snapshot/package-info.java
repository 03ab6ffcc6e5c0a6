/// Single pictures of cameras: the next key frame of a stream, or what the device photographs
/// itself. Coded, as the device sent them; decoding is not done here.
@NullMarked
package org.yuanjian.camera.snapshot;

import org.jspecify.annotations.NullMarked;
