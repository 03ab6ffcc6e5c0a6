/// Sign-in on real databases, with a clock that the tests move.
@NullMarked
package org.yuanjian.console.session;

import org.jspecify.annotations.NullMarked;
