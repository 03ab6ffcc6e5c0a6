/// Finds out what a device is and what it can do, from its address and credentials alone, and
/// explains each step: what a person reads when a camera is added.
@NullMarked
package org.yuanjian.camera.registration;

import org.jspecify.annotations.NullMarked;
