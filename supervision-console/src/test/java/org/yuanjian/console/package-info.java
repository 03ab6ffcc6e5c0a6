/// The console as a caller sees it: a real server on a free port.
@NullMarked
package org.yuanjian.console;

import org.jspecify.annotations.NullMarked;
