/// Tests of `console.tour`.
@NullMarked
package org.yuanjian.console.tour;

import org.jspecify.annotations.NullMarked;
