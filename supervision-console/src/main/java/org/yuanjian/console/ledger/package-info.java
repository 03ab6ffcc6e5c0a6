/// What people read of the ledger: records, proofs, heads, exports, and who looked at which point.
/// That they read it is recorded first.
@NullMarked
package org.yuanjian.console.ledger;

import org.jspecify.annotations.NullMarked;
