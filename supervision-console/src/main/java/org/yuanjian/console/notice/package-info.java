/// What somebody has to hear of at once: shown on open pages, sent to other systems.
@NullMarked
package org.yuanjian.console.notice;

import org.jspecify.annotations.NullMarked;
