/// What lives and what does not: states of points, incidents, planned work and availability as
/// JSON.
@NullMarked
package org.yuanjian.console.health;

import org.jspecify.annotations.NullMarked;
