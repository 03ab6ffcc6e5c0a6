/// Tests of NAL units and their parameter sets.
@NullMarked
package org.yuanjian.media.nal;

import org.jspecify.annotations.NullMarked;
