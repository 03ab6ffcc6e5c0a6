/// Who may do what, where and until when: rights by role and region, grants and restrictions beside
/// them, groups of points, points that need two people. Stands between accounts and everything
/// people do.
@NullMarked
package org.yuanjian.console.access;

import org.jspecify.annotations.NullMarked;
