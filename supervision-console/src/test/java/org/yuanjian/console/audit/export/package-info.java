/// Tests of the package.
@NullMarked
package org.yuanjian.console.audit.export;

import org.jspecify.annotations.NullMarked;
