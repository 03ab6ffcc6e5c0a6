/// Rights on real databases, with a clock that the tests move.
@NullMarked
package org.yuanjian.console.access;

import org.jspecify.annotations.NullMarked;
