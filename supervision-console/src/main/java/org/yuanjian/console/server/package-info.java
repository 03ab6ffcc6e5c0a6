/// What the server says of itself: time, version, first page.
@NullMarked
package org.yuanjian.console.server;

import org.jspecify.annotations.NullMarked;
