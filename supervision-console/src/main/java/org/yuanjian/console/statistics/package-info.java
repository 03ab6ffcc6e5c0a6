/// How places fare: what can be seen there, what is looked at, what is put right.
@NullMarked
package org.yuanjian.console.statistics;

import org.jspecify.annotations.NullMarked;
