/// Errors as RFC 9457 problem details with a stable `kind`; the pages put the words to it.
@NullMarked
package org.yuanjian.console.problem;

import org.jspecify.annotations.NullMarked;
