/// Tests of 1:1 face verification; pictures of people are looked at in memory and never kept.
@NullMarked
package org.yuanjian.face;

import org.jspecify.annotations.NullMarked;
