package org.yuanjian.media;

/// The codecs the relay carries, by their RTP encoding name (RFC 4855, IANA RTP payload formats).
public enum Codec {
    H264("H264", true),
    H265("H265", true),
    PCMA("PCMA", false),
    PCMU("PCMU", false),
    AAC("MPEG4-GENERIC", false),
    OPUS("opus", false);

    private final String encodingName;
    private final boolean video;

    Codec(String encodingName, boolean video) {
        this.encodingName = encodingName;
        this.video = video;
    }

    /// The encoding name of `a=rtpmap`; compared without regard to case.
    public String encodingName() {
        return encodingName;
    }

    public boolean isVideo() {
        return video;
    }
}
