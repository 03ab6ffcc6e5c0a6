/// What is done once a day: data that is kept for a time only is deleted when it is due, class by
/// class, and the ledger is told what was.
@NullMarked
package org.yuanjian.console.retention;

import org.jspecify.annotations.NullMarked;
