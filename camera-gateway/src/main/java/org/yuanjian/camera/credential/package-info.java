/// Seals the passwords of devices, so that the database alone opens none of them.
@NullMarked
package org.yuanjian.camera.credential;

import org.jspecify.annotations.NullMarked;
