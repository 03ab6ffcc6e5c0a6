/// A person's day at the console, in a real browser and before the simulated fleet.
@NullMarked
package org.yuanjian.benchmark.day;

import org.jspecify.annotations.NullMarked;
