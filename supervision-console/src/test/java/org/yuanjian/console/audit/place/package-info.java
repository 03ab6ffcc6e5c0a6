/// Tests of the package.
@NullMarked
package org.yuanjian.console.audit.place;

import org.jspecify.annotations.NullMarked;
