/// Clips and sinks that tests of the media path share.
@NullMarked
package org.yuanjian.media;

import org.jspecify.annotations.NullMarked;
