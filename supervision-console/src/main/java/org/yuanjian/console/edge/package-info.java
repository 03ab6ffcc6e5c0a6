/// What every call passes before and after its controller: bounds, rates, repeated calls, whether
/// the node is ready. Knows no business of the console.
@NullMarked
package org.yuanjian.console.edge;

import org.jspecify.annotations.NullMarked;
