/// The people who may come in: accounts with their role and region, and their passwords. Stands
/// before sign-in and rights.
@NullMarked
package org.yuanjian.console.account;

import org.jspecify.annotations.NullMarked;
