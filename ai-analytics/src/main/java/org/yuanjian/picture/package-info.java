/// Pictures decoded from access units, and what is wrong with them. A tap beside the hub: it never
/// touches the media path.
@NullMarked
package org.yuanjian.picture;

import org.jspecify.annotations.NullMarked;
