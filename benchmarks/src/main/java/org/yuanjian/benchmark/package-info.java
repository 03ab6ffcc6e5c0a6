/// One `…Benchmark` for each question asked of the product, and what they share: processes pinned
/// to cores, the processor time they take, bars, and one JSON object as the answer. Stands outside
/// the path and drives it as cameras and viewers do.
@NullMarked
package org.yuanjian.benchmark;

import org.jspecify.annotations.NullMarked;
