/// What is printed or burnt into pictures: the font, the words, sheets and pages.
@NullMarked
package org.yuanjian.console.paper;

import org.jspecify.annotations.NullMarked;
