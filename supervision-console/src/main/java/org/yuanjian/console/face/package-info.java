/// What the console does with faces: templates sealed under a key of each person, and the page
/// where administrators see what the verifier makes of two pictures. One person with one reference;
/// there is nothing to search in.
@NullMarked
package org.yuanjian.console.face;

import org.jspecify.annotations.NullMarked;
