/// Clips of streams as files. Right of the hub: what a stream brings, and what its hub keeps of
/// late, is cut into fragments on a thread of the clip's own and is on the disk a moment later.
@NullMarked
package org.yuanjian.relay.record;

import org.jspecify.annotations.NullMarked;
