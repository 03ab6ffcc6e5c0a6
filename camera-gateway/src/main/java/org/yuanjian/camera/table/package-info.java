/// Lists as people send them, CSV or XLSX, as rows of named values; and back. Hostile input. Knows
/// nothing of cameras.
@NullMarked
package org.yuanjian.camera.table;

import org.jspecify.annotations.NullMarked;
