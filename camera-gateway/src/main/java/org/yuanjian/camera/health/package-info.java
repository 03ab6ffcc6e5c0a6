/// Whether points live: looks at each on a schedule and by the age of its frames, and keeps what it
/// saw as states, incidents and availability.
@NullMarked
package org.yuanjian.camera.health;

import org.jspecify.annotations.NullMarked;
