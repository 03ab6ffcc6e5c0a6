/// Tests of how processes are started.
@NullMarked
package org.yuanjian.process;

import org.jspecify.annotations.NullMarked;
