/// Loops of coded pictures and sound, encoded once and cut into packets once, from which all
/// cameras of the fleet play. Between the drawn scenes and the cameras that send.
@NullMarked
package org.yuanjian.benchmark.fleet.media;

import org.jspecify.annotations.NullMarked;
