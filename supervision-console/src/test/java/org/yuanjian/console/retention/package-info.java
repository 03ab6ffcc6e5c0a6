/// Tests of what is deleted when it was kept long enough.
@NullMarked
package org.yuanjian.console.retention;

import org.jspecify.annotations.NullMarked;
