/// The hub of the media path: finds or opens a stream, keeps its current GOP, hands what comes to
/// every writer. Sources stand left of it, writers right of it; only demand and key-frame requests
/// travel back.
@NullMarked
package org.yuanjian.relay;

import org.jspecify.annotations.NullMarked;
