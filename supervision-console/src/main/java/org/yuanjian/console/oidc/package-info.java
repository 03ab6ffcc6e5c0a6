/// Speaks OpenID Connect with the one other service people may sign in with. Knows neither accounts
/// nor sessions: the sign-in asks it for an address to send a browser to, and who came back.
@NullMarked
package org.yuanjian.console.oidc;

import org.jspecify.annotations.NullMarked;
