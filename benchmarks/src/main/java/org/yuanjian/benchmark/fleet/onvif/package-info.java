/// What simulated cameras say by ONVIF: one HTTP port for all of them, the camera is the address
/// that was dialled. Each speaks as its maker would, oddities included.
@NullMarked
package org.yuanjian.benchmark.fleet.onvif;

import org.jspecify.annotations.NullMarked;
