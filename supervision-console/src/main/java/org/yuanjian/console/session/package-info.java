/// Signing in and staying so: password, second factor, sessions, and the rules every request meets
/// first. Stands behind accounts, before everything people do.
@NullMarked
package org.yuanjian.console.session;

import org.jspecify.annotations.NullMarked;
