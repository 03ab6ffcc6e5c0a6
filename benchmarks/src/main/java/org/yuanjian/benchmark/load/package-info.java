/// What stands at both ends of the relay while it is measured: cameras that feed it, viewers that
/// count what they get, and the bare loop it is held against. Cheap enough for one core; the hot
/// loops are the programs in `src/main/c`.
@NullMarked
package org.yuanjian.benchmark.load;

import org.jspecify.annotations.NullMarked;
