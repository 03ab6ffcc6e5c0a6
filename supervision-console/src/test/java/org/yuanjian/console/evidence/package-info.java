/// What is kept of clips, on both databases.
@NullMarked
package org.yuanjian.console.evidence;

import org.jspecify.annotations.NullMarked;
