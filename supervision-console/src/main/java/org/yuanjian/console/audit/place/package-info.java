/// The second place: where signed heads are kept apart from the ledger, so that whoever owns the
/// machine cannot rewrite both.
@NullMarked
package org.yuanjian.console.audit.place;

import org.jspecify.annotations.NullMarked;
