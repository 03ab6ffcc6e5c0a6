package org.yuanjian.face;

import java.util.Set;
import org.yuanjian.face.PictureHeader.Format;

/// One picture to be read.
///
/// @param picture the file as it came: hostile bytes
/// @param formats which are taken
/// @param wantsPresence whether the presence models are asked
/// @param wantsFace whether the aligned face is wanted as JPEG
@SuppressWarnings("ArrayRecordComponent") // handed on once and never compared
record FaceOrder(byte[] picture, Set<Format> formats, boolean wantsPresence, boolean wantsFace) {
    @Override
    public String toString() {
        return picture.length + " bytes";
    }
}
