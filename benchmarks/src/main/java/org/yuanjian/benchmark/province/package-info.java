/// Invents the province of the demo: sites and video points over the real regions. Stands outside
/// the media path; what it writes, config/points.csv, is what the fleet plays and the console
/// lists.
@NullMarked
package org.yuanjian.benchmark.province;

import org.jspecify.annotations.NullMarked;
