/// The tree of regions, sites and video points as the pages show it.
@NullMarked
package org.yuanjian.console.point;

import org.jspecify.annotations.NullMarked;
