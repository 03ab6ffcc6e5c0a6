/// Backups: one file with all that an installation keeps, the keys apart, and the way back.
@NullMarked
package org.yuanjian.console.backup;

import org.jspecify.annotations.NullMarked;
