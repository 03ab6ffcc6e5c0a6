/// Accounts and the guard before them.
@NullMarked
package org.yuanjian.console.account;

import org.jspecify.annotations.NullMarked;
