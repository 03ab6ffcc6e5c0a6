/// What benchmarks know of the machine: processes pinned to cores, the time they take, the programs
/// in `src/main/c`, and spinners that keep cores awake. Below everything else in benchmarks.
@NullMarked
package org.yuanjian.benchmark.machine;

import org.jspecify.annotations.NullMarked;
