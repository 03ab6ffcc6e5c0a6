/// Tests of the package.
@NullMarked
package org.yuanjian.console.audit.format;

import org.jspecify.annotations.NullMarked;
