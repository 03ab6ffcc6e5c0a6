/// The simulated camera fleet: one process that plays the cameras of a province, each on its own
/// loopback address. Stands left of everything: the product pulls from it as it pulls from real
/// cameras, and nothing of the product knows that it exists.
@NullMarked
package org.yuanjian.benchmark.fleet;

import org.jspecify.annotations.NullMarked;
