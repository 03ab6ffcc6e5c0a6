/// Processes of our own classes, for what must not break the one that serves.
@NullMarked
package org.yuanjian.process;

import org.jspecify.annotations.NullMarked;
