/// Everything about cameras: which points exist and how each is reached. Left end of the media
/// path: gives the hub its sources.
@NullMarked
package org.yuanjian.camera;

import org.jspecify.annotations.NullMarked;
