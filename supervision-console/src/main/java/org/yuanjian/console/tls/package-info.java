/// The certificate of this node: read from its files, read again when they change, shown by the
/// console and by the relay's HTTP port. Beside the path of media.
@NullMarked
package org.yuanjian.console.tls;

import org.jspecify.annotations.NullMarked;
