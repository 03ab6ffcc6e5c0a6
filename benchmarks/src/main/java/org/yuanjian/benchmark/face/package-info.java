/// `./yuanjian face`: pairs of pictures whose answer is known, scored by the verifier, and what
/// that says of it. Writes scores and figures; keeps and shows no picture.
@NullMarked
package org.yuanjian.benchmark.face;

import org.jspecify.annotations.NullMarked;
