/// What `./yuanjian doctor` finds in the settings and files of a gateway, without starting it.
@NullMarked
package org.yuanjian.console.doctor;

import org.jspecify.annotations.NullMarked;
