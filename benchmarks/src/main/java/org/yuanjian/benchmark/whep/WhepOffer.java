package org.yuanjian.benchmark.whep;

/// An offer as Chromium makes it, without what a receiver does not need (RFC 8829).
///
/// @param ufrag our ICE name
/// @param password our ICE password
/// @param fingerprint SHA-256 of our certificate
record WhepOffer(String ufrag, String password, String fingerprint) {

    @Override
    public String toString() {
        String transport =
                """
                c=IN IP4 0.0.0.0
                a=ice-ufrag:%s
                a=ice-pwd:%s
                a=ice-options:trickle
                a=fingerprint:sha-256 %s
                a=setup:actpass
                a=recvonly
                a=rtcp-mux
                """
                        .formatted(ufrag, password, fingerprint);
        String sdp =
                """
                v=0
                o=- 1 2 IN IP4 127.0.0.1
                s=-
                t=0 0
                a=group:BUNDLE 0 1
                m=video 9 UDP/TLS/RTP/SAVPF 102 103 106 107
                %sa=mid:0
                a=rtcp-rsize
                a=rtpmap:102 H264/90000
                a=rtcp-fb:102 nack
                a=rtcp-fb:102 nack pli
                a=fmtp:102 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42001f
                a=rtpmap:103 rtx/90000
                a=fmtp:103 apt=102
                a=rtpmap:106 H264/90000
                a=rtcp-fb:106 nack
                a=rtcp-fb:106 nack pli
                a=fmtp:106 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f
                a=rtpmap:107 rtx/90000
                a=fmtp:107 apt=106
                m=audio 9 UDP/TLS/RTP/SAVPF 111 0 8
                %sa=mid:1
                a=rtpmap:111 opus/48000/2
                a=fmtp:111 minptime=10;useinbandfec=1
                a=rtpmap:0 PCMU/8000
                a=rtpmap:8 PCMA/8000
                """
                        .formatted(transport, transport);
        return sdp.replace("\n", "\r\n");
    }
}
