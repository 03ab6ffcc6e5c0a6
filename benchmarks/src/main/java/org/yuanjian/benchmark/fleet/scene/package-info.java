/// Drawn places with moving, faceless figures: what the simulated cameras see. Java2D only; knows
/// nothing of codecs, packets or cameras.
@NullMarked
package org.yuanjian.benchmark.fleet.scene;

import org.jspecify.annotations.NullMarked;
