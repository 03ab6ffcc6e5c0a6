/// Tests of `console.paper`.
@NullMarked
package org.yuanjian.console.paper;

import org.jspecify.annotations.NullMarked;
