/// Tests of the whole house: what may see what, and what the formatter cannot check.
@NullMarked
package org.yuanjian;

import org.jspecify.annotations.NullMarked;
