/// The ledger as a file that can be checked far from here: written record by record, read with
/// bounded memory, and believed in nothing but what keys and hashes show.
@NullMarked
package org.yuanjian.console.audit.export;

import org.jspecify.annotations.NullMarked;
