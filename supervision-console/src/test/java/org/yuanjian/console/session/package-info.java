/// Tests of what is kept of sign-ins.
@NullMarked
package org.yuanjian.console.session;

import org.jspecify.annotations.NullMarked;
