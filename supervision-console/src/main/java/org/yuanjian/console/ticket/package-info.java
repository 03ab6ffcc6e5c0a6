/// Play tickets for people and for other platforms: the only way to a picture. The relay checks
/// what is handed out here.
@NullMarked
package org.yuanjian.console.ticket;

import org.jspecify.annotations.NullMarked;
