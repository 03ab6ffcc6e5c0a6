/// The tree over all records: hashes, its right edge, and proofs, by RFC 9162 §2.1. Knows neither
/// records nor where they are kept.
@NullMarked
package org.yuanjian.console.audit.merkle;

import org.jspecify.annotations.NullMarked;
