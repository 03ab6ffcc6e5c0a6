/// The ledger on real databases, with a clock that the tests move.
@NullMarked
package org.yuanjian.console.audit;

import org.jspecify.annotations.NullMarked;
