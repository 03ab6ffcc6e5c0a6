/// Administering people: accounts, grants, groups, sensitive points and what they lead to. Stands
/// behind sign-in and rights.
@NullMarked
package org.yuanjian.console.people;

import org.jspecify.annotations.NullMarked;
