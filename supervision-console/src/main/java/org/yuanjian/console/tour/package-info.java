/// The wall and its tours: what people put on it, what they see, and the record of it.
@NullMarked
package org.yuanjian.console.tour;

import org.jspecify.annotations.NullMarked;
