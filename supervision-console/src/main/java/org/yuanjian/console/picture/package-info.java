/// Single pictures of points: thumbnails for lists and snapshots, with a reason as for any picture.
@NullMarked
package org.yuanjian.console.picture;

import org.jspecify.annotations.NullMarked;
