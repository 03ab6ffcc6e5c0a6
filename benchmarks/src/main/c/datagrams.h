// Sends the packets of a burst to viewers over UDP as a relay to browsers must, but for the encryption: each viewer its
// own datagrams with room for a tag, packets of equal size in one piece that the kernel cuts (UDP GSO).
#ifndef YUANJIAN_DATAGRAMS_H
#define YUANJIAN_DATAGRAMS_H

#include <netinet/udp.h>

#include "loop.h"

#define TAG_BYTES 16
#define PIECE_BYTES 60000
#define PIECE_SEGMENTS 64
#define PIECES 64
#define BATCH 512

struct piece {
    unsigned char *at;
    int bytes, segment, segments;
};

struct audience {
    struct sockaddr_in *viewers;
    int count, room;
};

static unsigned char datagram_room[1 << 18];
static struct piece pieces[PIECES];
static int piece_count;

static inline int udp_socket(int port) {
    int fd = socket(AF_INET, SOCK_DGRAM, 0), bytes = 4 << 20;
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(port)};
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
    if (bind(fd, (struct sockaddr *)&at, sizeof at)) die("UDP port %d", port);
    return fd;
}

static inline void seat(struct audience *a, struct sockaddr_in viewer) {
    if (a->count == a->room) {
        a->room = a->room * 2 + 16;
        a->viewers = realloc(a->viewers, a->room * sizeof *a->viewers);
    }
    a->viewers[a->count++] = viewer;
}

// Cuts whole interleaved frames into pieces, once for all viewers.
static inline void cut_pieces(const unsigned char *at, int bytes) {
    unsigned char *out = datagram_room;
    const unsigned char *end = at + bytes;
    int open = 0;
    piece_count = 0;
    for (int length; at < end; at += 4 + length) {
        length = at[2] << 8 | at[3];
        if (at[1] & 1) continue;
        int size = length + TAG_BYTES;
        struct piece *p = pieces + piece_count - 1;
        if (!open || size > p->segment || p->bytes + size > PIECE_BYTES || p->segments == PIECE_SEGMENTS) {
            if (piece_count == PIECES) return;
            p = pieces + piece_count++;
            *p = (struct piece){.at = out, .segment = size};
        }
        memcpy(out, at + 4, length);
        out += size;
        p->bytes += size;
        p->segments++;
        open = size == p->segment;
    }
}

static inline void fill(struct mmsghdr *m, struct iovec *v, char *control, struct piece *p, struct sockaddr_in *to) {
    *v = (struct iovec){p->at, p->bytes};
    m->msg_hdr = (struct msghdr){.msg_name = to, .msg_namelen = sizeof *to, .msg_iov = v, .msg_iovlen = 1};
    if (p->segments == 1) return;
    m->msg_hdr.msg_control = control;
    m->msg_hdr.msg_controllen = CMSG_SPACE(sizeof(uint16_t));
    struct cmsghdr *c = CMSG_FIRSTHDR(&m->msg_hdr);
    c->cmsg_level = SOL_UDP;
    c->cmsg_type = UDP_SEGMENT;
    c->cmsg_len = CMSG_LEN(sizeof(uint16_t));
    uint16_t segment = p->segment;
    memcpy(CMSG_DATA(c), &segment, sizeof segment);
}

// Everything a burst brought to everybody, in as few calls as may be.
static inline void send_datagrams(int fd, struct audience *a, const unsigned char *burst, int bytes) {
    static struct mmsghdr messages[BATCH];
    static struct iovec vectors[BATCH];
    static _Alignas(struct cmsghdr) char controls[BATCH][CMSG_SPACE(sizeof(uint16_t))];
    int n = 0;
    if (!a->count) return;
    cut_pieces(burst, bytes);
    for (int i = 0; i < a->count; i++) {
        for (int j = 0; j < piece_count; j++) {
            fill(messages + n, vectors + n, controls[n], pieces + j, a->viewers + i);
            if (++n == BATCH) sendmmsg(fd, messages, n, 0), n = 0;
        }
    }
    if (n) sendmmsg(fd, messages, n, 0);
}

#endif
