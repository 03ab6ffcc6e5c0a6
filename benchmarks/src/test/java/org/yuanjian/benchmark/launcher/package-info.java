/// Tests of `./yuanjian`, the script that builds, starts and ends everything: with the real parts,
/// in a checkout of its own that looks built.
@NullMarked
package org.yuanjian.benchmark.launcher;

import org.jspecify.annotations.NullMarked;
