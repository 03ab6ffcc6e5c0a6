/// Lists that are told page by page: where a page begins, and where the next does.
@NullMarked
package org.yuanjian.console.page;

import org.jspecify.annotations.NullMarked;
