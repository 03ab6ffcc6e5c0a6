/// What somebody has to hear of at once: kept, listed, told to open pages. Sees who signed in;
/// whoever has something to tell sees the board.
@NullMarked
package org.yuanjian.console.notice;

import org.jspecify.annotations.NullMarked;
