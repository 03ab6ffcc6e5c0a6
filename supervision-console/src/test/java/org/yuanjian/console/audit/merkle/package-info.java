/// Tests of the package.
@NullMarked
package org.yuanjian.console.audit.merkle;

import org.jspecify.annotations.NullMarked;
