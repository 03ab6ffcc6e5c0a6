/// NAL units of H.264 and H.265: their types, their parameter sets and the bits inside. Used
/// wherever packets become access units or access units become fragments.
@NullMarked
package org.yuanjian.media.nal;

import org.jspecify.annotations.NullMarked;
