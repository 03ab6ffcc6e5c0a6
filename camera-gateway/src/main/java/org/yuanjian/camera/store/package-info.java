/// The database of the product, whichever it is: SQLite beside the process or PostgreSQL. What is
/// kept in it is for the stores of each feature.
@NullMarked
package org.yuanjian.camera.store;

import org.jspecify.annotations.NullMarked;
