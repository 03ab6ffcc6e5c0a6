/// Tests of what is said to another service, against one that lies.
@NullMarked
package org.yuanjian.console.oidc;

import org.jspecify.annotations.NullMarked;
