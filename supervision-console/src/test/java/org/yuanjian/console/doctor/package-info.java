/// Tests of what the doctor finds.
@NullMarked
package org.yuanjian.console.doctor;

import org.jspecify.annotations.NullMarked;
