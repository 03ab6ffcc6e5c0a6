/// Settings and the data folder.
@NullMarked
package org.yuanjian.console.setting;

import org.jspecify.annotations.NullMarked;
