/// The texts of the ledger that outlive every version of the program: a record as it is hashed,
/// what stands beside it, a signed head. Whoever checks an export needs no more than these.
@NullMarked
package org.yuanjian.console.audit.format;

import org.jspecify.annotations.NullMarked;
