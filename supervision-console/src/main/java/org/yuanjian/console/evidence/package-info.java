/// Clips kept as evidence: ordered by a person who may look, recorded by the relay, sealed with a
/// manifest that the ledger's key signs, and checked anywhere without this gateway.
@NullMarked
package org.yuanjian.console.evidence;

import org.jspecify.annotations.NullMarked;
