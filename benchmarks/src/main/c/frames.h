// Cuts what a socket brought into interleaved packets and RTSP messages, across reads, without copying payload.
#ifndef YUANJIAN_FRAMES_H
#define YUANJIAN_FRAMES_H

#include "loop.h"

#define ROOM 4096         // free bytes every read buffer keeps in front of what it reads
#define PEEK_BYTES 64     // how much of a packet must have come before it is looked at

struct walker {
    int carried;          // bytes of an unfinished header or message kept from the last read
    uint32_t skip;        // bytes of the current packet still to come
    unsigned char carry[ROOM];
};

// Told of what is found; `seen` holds at least the first PEEK_BYTES of a packet, or all of a shorter one.
struct found {
    void (*packet)(void *who, int channel, const unsigned char *seen, int length);
    void (*packet_complete)(void *who);
    void (*text)(void *who, char *message, int length);
};

static inline int text_length(const unsigned char *at, const unsigned char *end) {
    const unsigned char *blank = memmem(at, end - at, "\r\n\r\n", 4);
    if (!blank) return -1;
    int head = blank + 4 - at, body = 0;
    for (const unsigned char *line = at; line < blank; line++) {
        if (!strncasecmp((const char *)line, "\ncontent-length:", 16)) body = atoi((const char *)line + 16);
    }
    return head + body <= end - at ? head + body : -1;
}

static inline void carry_over(struct walker *w, const unsigned char *at, const unsigned char *end) {
    if (end - at >= ROOM) {
        errno = 0;
        die("neither a packet nor a message in %d bytes", ROOM);
    }
    w->carried = end - at;
    memcpy(w->carry, at, w->carried);
}

// Walks over `n` bytes at `buffer`, before which ROOM bytes are free.
static inline void walk(struct walker *w, unsigned char *buffer, int n, void *who, const struct found *found) {
    unsigned char *at = buffer, *end = buffer + n;
    if (w->carried) {
        at -= w->carried;
        memcpy(at, w->carry, w->carried);
        w->carried = 0;
    } else if (w->skip) {
        uint32_t take = w->skip < (uint32_t)n ? w->skip : (uint32_t)n;
        at += take;
        w->skip -= take;
        if (!w->skip) found->packet_complete(who);
    }
    while (at < end) {
        if (*at != '$') {
            int length = text_length(at, end);
            if (length < 0) return carry_over(w, at, end);
            found->text(who, (char *)at, length);
            at += length;
            continue;
        }
        if (end - at < 4) return carry_over(w, at, end);
        int length = at[2] << 8 | at[3], need = 4 + (length < PEEK_BYTES ? length : PEEK_BYTES);
        if (end - at < need) return carry_over(w, at, end);
        found->packet(who, at[1], at + 4, length);
        if (end - at >= 4 + length) {
            found->packet_complete(who);
            at += 4 + length;
        } else {
            w->skip = 4 + length - (end - at);
            at = end;
        }
    }
}

// Where the stamp of an RTP packet stands, or NULL: behind the RTP header, for a fragment also behind its two bytes.
static inline const unsigned char *find_stamp(const unsigned char *rtp, int length) {
    int at = 12 + 4 * (rtp[0] & 15), seen = length < PEEK_BYTES ? length : PEEK_BYTES;
    if (rtp[0] & 0x10 && at + 4 <= seen) at += 4 + 4 * (rtp[at + 2] << 8 | rtp[at + 3]);
    if (at + STAMP_BYTES <= seen && has_stamp(rtp + at)) return rtp + at;
    return at + 2 + STAMP_BYTES <= seen && has_stamp(rtp + at + 2) ? rtp + at + 2 : NULL;
}

// Whether a packet of H.264 (RFC 6184 5.2) begins a key frame: an IDR slice, its first fragment, or parameter sets.
static inline int begins_key_frame(const unsigned char *rtp, int length) {
    int at = 12 + 4 * (rtp[0] & 15);
    if (at + 2 > length) return 0;
    int type = rtp[at] & 31;
    if (type == 28) return (rtp[at + 1] & 0x9f) == 0x85;
    if (type == 24) return at + 4 <= length && ((rtp[at + 3] & 31) == 7 || (rtp[at + 3] & 31) == 5);
    return type == 5 || type == 7;
}

#endif
