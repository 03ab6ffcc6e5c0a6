/// What an operator may set, and the folder that keeps what must outlive the process. Seen by every
/// other package of the console; sees none of them.
@NullMarked
package org.yuanjian.console.setting;

import org.jspecify.annotations.NullMarked;
