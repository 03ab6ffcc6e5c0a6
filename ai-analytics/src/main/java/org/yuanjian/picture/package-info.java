/// Pictures decoded from coded frames, and what is wrong with them. Beside the hub, never on the
/// media path; what is native and fed by cameras runs in a process of its own.
@NullMarked
package org.yuanjian.picture;

import org.jspecify.annotations.NullMarked;
