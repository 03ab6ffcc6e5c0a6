/// Tests of `console.finding`.
@NullMarked
package org.yuanjian.console.finding;

import org.jspecify.annotations.NullMarked;
