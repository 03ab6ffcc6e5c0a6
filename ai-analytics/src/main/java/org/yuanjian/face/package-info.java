/// Two pictures and one honest answer: is this the person of that picture? One picture is compared
/// with one reference; there is no search. Native code and models run in a process of their own,
/// beside the hub and never on the media path.
@NullMarked
package org.yuanjian.face;

import org.jspecify.annotations.NullMarked;
