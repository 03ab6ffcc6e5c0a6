/// Tests of how places are counted.
@NullMarked
package org.yuanjian.console.statistics;

import org.jspecify.annotations.NullMarked;
