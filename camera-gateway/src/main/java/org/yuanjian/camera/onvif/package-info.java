/// An ONVIF client by itself: it depends on Netty and the JDK and on nothing else of ours.
/// [org.yuanjian.camera.onvif.OnvifClient] makes one [org.yuanjian.camera.onvif.OnvifDevice] for
/// each address. What it does with devices that are not as the standard says stands in README.md.
@NullMarked
package org.yuanjian.camera.onvif;

import org.jspecify.annotations.NullMarked;
