/// Who may come in: accounts, sign-in and the rules of every route. Stands before all other
/// packages of the console.
@NullMarked
package org.yuanjian.console.account;

import org.jspecify.annotations.NullMarked;
