package org.yuanjian.picture;

/// A picture as it was sent by a camera: hostile bytes.
///
/// @param coding how it is coded
/// @param bytes H.264 or H.265: the NAL units of one key frame in Annex B form, parameter sets
///   first. JPEG: the file
@SuppressWarnings("ArrayRecordComponent") // handed on once and never compared
public record CodedPicture(Coding coding, byte[] bytes) {

    /// How pictures are coded.
    public enum Coding {
        H264,
        H265,
        JPEG
    }

    @Override
    public String toString() {
        return coding + ", " + bytes.length + " bytes";
    }
}
