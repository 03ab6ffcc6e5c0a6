// Plays N cameras: `rtsp://127.0.0.1:PORT/0` … `/N-1`, H.264 over TCP, each packet stamped with its send time and number.
//   camera [--port P] [--streams N] [--fps F] [--kbps K] [--payload BYTES] [--audio-ms MS]
// Prints `port P` when it listens. `count` on stdin answers `sent PACKETS full FRAMES`; the end of stdin ends it.
#include "frames.h"

#define GOP_SECONDS 2
#define KEY_FRAME_WEIGHT 6   // a key frame is as large as six others
#define FRAME_ROOM (1 << 20)

static const unsigned char SPS[] = {0x67, 0x42, 0xc0, 0x1e, 0xd9, 0x00, 0xa0, 0x2f, 0xf9, 0x70, 0x11, 0x00, 0x00,
                                    0x03, 0x00, 0x01, 0x00, 0x00, 0x03, 0x00, 0x1e, 0x0f, 0x16, 0x2e, 0x48};
static const unsigned char PPS[] = {0x68, 0xcb, 0x83, 0xcb, 0x20};
static const char SPS_TEXT[] = "Z0LAHtkAoC/5cBEAAAMAAQAAAwAeDxYuSA==,aMuDyyA=";

struct viewer {
    int fd, stream, playing, tracks;
    struct viewer *next;
    struct walker walker;
};

struct stream {
    uint16_t sequence[2];
    uint64_t number[2], frame, audio;
    uint32_t noise;
    struct viewer *viewers;
};

static struct stream *streams;
static int stream_count, fps, kbps, payload_bytes, audio_ms, epoll;
static uint64_t sent, full;
static unsigned char *frame, read_room[ROOM + 65536];

static int packet(int at, struct stream *s, int track, int marker, uint32_t timestamp, int length) {
    unsigned char *p = frame + at;
    uint32_t ssrc = 0x11000000u + track * 0x1000000u + (uint32_t)(s - streams);
    uint16_t sequence = s->sequence[track]++;
    unsigned char head[16] = {'$', 2 * track, (12 + length) >> 8, 12 + length, 0x80,
                              (marker ? 0x80 : 0) | (track ? 8 : 96), sequence >> 8, sequence, timestamp >> 24,
                              timestamp >> 16, timestamp >> 8, timestamp, ssrc >> 24, ssrc >> 16, ssrc >> 8, ssrc};
    memcpy(p, head, sizeof head);
    sent++;
    return at + 16 + length;
}

static int parameter_set(int at, struct stream *s, uint32_t timestamp, const unsigned char *set, int length) {
    memcpy(frame + at + 16, set, length);
    return packet(at, s, 0, 0, timestamp, length);
}

// Sizes vary by a third around the mean of their kind, the same sequence in every run.
static int picture_bytes(struct stream *s, int key) {
    double other = kbps * 125.0 * GOP_SECONDS / (GOP_SECONDS * fps - 1 + KEY_FRAME_WEIGHT);
    s->noise = s->noise * 1664525u + 1013904223u;
    double size = (key ? KEY_FRAME_WEIGHT : 1) * other * (0.67 + 0.66 * (s->noise >> 8) / 16777216.0);
    return size < payload_bytes + 64 ? payload_bytes + 64 : (int)size;
}

static int video_frame(struct stream *s) {
    int key = s->frame % (GOP_SECONDS * fps) == 0, at = 0, left = picture_bytes(s, key), first = 1;
    uint32_t timestamp = (uint32_t)(s->frame++ * 90000 / fps);
    int64_t sent_at = now_ns();
    if (key) {
        at = parameter_set(at, s, timestamp, SPS, sizeof SPS);
        at = parameter_set(at, s, timestamp, PPS, sizeof PPS);
    }
    while (left > 0) {
        int body = left < payload_bytes - 2 ? left : payload_bytes - 2;
        if (left - body < 2 * STAMP_BYTES) body = left - body ? body - 2 * STAMP_BYTES : body;
        unsigned char *p = frame + at + 16;
        left -= body;
        p[0] = (key ? 0x60 : 0x40) | 28;
        p[1] = (first ? 0x80 : 0) | (left ? 0 : 0x40) | (key ? 5 : 1);
        p[2] = first ? (key ? 0x88 : 0x9a) : 0xb7;
        // A stamp an earlier frame left further in would be read as this one's where packets are cut anew.
        memset(p + 3, 0xb7, body - 1);
        put_stamp(p + 2, sent_at, s->number[0]++);
        at = packet(at, s, 0, !left, timestamp, 2 + body);
        first = 0;
    }
    return at;
}

static int audio_packet(struct stream *s) {
    frame[16] = 0xd5;
    put_stamp(frame + 16, now_ns(), s->number[1]++);
    return packet(0, s, 1, 0, (uint32_t)(s->audio++ * audio_ms * 8), audio_ms * 8);
}

// What a socket cannot take as a whole is dropped as a whole and counted.
static void send_all(struct stream *s, int bytes, int track) {
    for (struct viewer *v = s->viewers; v; v = v->next) {
        if (!v->playing || track >= v->tracks) continue;
        ssize_t n = send(v->fd, frame, bytes, MSG_NOSIGNAL);
        if (n == bytes) continue;
        full++;
        if (n > 0) shutdown(v->fd, SHUT_RDWR);
    }
}

static void describe_to(struct viewer *v, const char *cseq, const char *path) {
    char sdp[800], text[1200];
    int n = snprintf(sdp, sizeof sdp,
                     "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=camera\r\nt=0 0\r\na=control:*\r\n"
                     "m=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\n"
                     "a=fmtp:96 packetization-mode=1;profile-level-id=42c01e;sprop-parameter-sets=%s\r\n"
                     "a=control:track0\r\n",
                     SPS_TEXT);
    if (audio_ms)
        snprintf(sdp + n, sizeof sdp - n,
                 "m=audio 0 RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\na=ptime:%d\r\na=control:track1\r\n", audio_ms);
    snprintf(text, sizeof text,
             "RTSP/1.0 200 OK\r\nCSeq: %s\r\nContent-Base: %s/\r\nContent-Type: application/sdp\r\n"
             "Content-Length: %zu\r\n\r\n%s",
             cseq, path, strlen(sdp), sdp);
    send_text(v->fd, text);
}

static void answer(void *who, char *message, int length) {
    struct viewer *v = who;
    char cseq[32] = "0", method[24] = "", url[400] = "", text[600], extra[200] = "";
    (void)length;
    sscanf(message, "%23s %399s", method, url);
    const char *line = strcasestr(message, "\nCSeq:");
    if (line) sscanf(line + 6, "%31s", cseq);
    if (!strcmp(method, "DESCRIBE")) return describe_to(v, cseq, url);
    if (!strcmp(method, "SETUP")) {
        const char *host = strstr(url, "://"), *path = host ? strchr(host + 3, '/') : NULL;
        v->stream = path ? atoi(path + 1) % stream_count : 0;
        snprintf(extra, sizeof extra, "Transport: RTP/AVP/TCP;unicast;interleaved=%d-%d\r\n", 2 * v->tracks,
                 2 * v->tracks + 1);
        v->tracks++;
    } else if (!strcmp(method, "OPTIONS")) {
        snprintf(extra, sizeof extra, "Public: OPTIONS, DESCRIBE, SETUP, PLAY, GET_PARAMETER, TEARDOWN\r\n");
    }
    snprintf(text, sizeof text, "RTSP/1.0 200 OK\r\nCSeq: %s\r\nSession: 1;timeout=60\r\n%s\r\n", cseq, extra);
    send_text(v->fd, text);
    if (strcmp(method, "PLAY") || v->playing) return;
    v->playing = 1;
    v->next = streams[v->stream].viewers;
    streams[v->stream].viewers = v;
}

static void ignore_packet(void *who, int channel, const unsigned char *seen, int length) {
    (void)who, (void)channel, (void)seen, (void)length;
}

static void ignore_end(void *who) { (void)who; }

static const struct found FOUND = {ignore_packet, ignore_end, answer};

static void leave(struct viewer *v) {
    struct viewer **at = &streams[v->stream].viewers;
    while (*at && *at != v) at = &(*at)->next;
    if (*at) *at = v->next;
    close(v->fd);
    free(v);
}

static void read_viewer(struct viewer *v) {
    ssize_t n = recv(v->fd, read_room + ROOM, sizeof read_room - ROOM - 1, 0);
    if (n < 0 && errno == EAGAIN) return;
    if (n <= 0) return leave(v);
    read_room[ROOM + n] = 0;
    walk(&v->walker, read_room + ROOM, n, v, &FOUND);
}

static void accept_viewers(int listener) {
    for (int fd; (fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0;) {
        int on = 1;
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        struct viewer *v = calloc(1, sizeof *v);
        v->fd = fd;
        watch(epoll, fd, EPOLLIN, v);
    }
}

static void read_command(void) {
    char line[256];
    ssize_t n = read(0, line, sizeof line - 1);
    if (n <= 0) exit(0);
    printf("sent %llu full %llu\n", (unsigned long long)sent, (unsigned long long)full);
}

// Streams take turns evenly over the frame interval; returns when the next picture or sound is due.
static int64_t play(int64_t start, int64_t now, uint64_t *turn, uint64_t *audio_turn) {
    int64_t due, audio_due = INT64_MAX;
    while ((due = start + (int64_t)(*turn * (SECOND / fps) / stream_count)) <= now) {
        struct stream *s = streams + (*turn)++ % stream_count;
        send_all(s, video_frame(s), 0);
    }
    while (audio_ms &&
           (audio_due = start + (int64_t)(*audio_turn * (uint64_t)(audio_ms * 1000000LL) / stream_count)) <= now) {
        struct stream *s = streams + (*audio_turn)++ % stream_count;
        send_all(s, audio_packet(s), 1);
    }
    return due < audio_due ? due : audio_due;
}

int main(int argc, char **argv) {
    stream_count = number_option(argc, argv, "--streams", 1);
    fps = number_option(argc, argv, "--fps", 25);
    kbps = number_option(argc, argv, "--kbps", 2000);
    payload_bytes = number_option(argc, argv, "--payload", 1400);
    audio_ms = number_option(argc, argv, "--audio-ms", 0);
    frame = malloc(FRAME_ROOM);
    streams = calloc(stream_count, sizeof *streams);
    memset(frame, 0xb7, FRAME_ROOM);
    for (int i = 0; i < stream_count; i++) {
        streams[i].noise = 77 + i;
        streams[i].frame = (uint64_t)i * 7;
    }
    allow_many_files();
    setlinebuf(stdout);
    epoll = epoll_create1(0);
    int listener = listen_tcp(number_option(argc, argv, "--port", 0)), timer = timerfd_create(CLOCK_MONOTONIC, 0);
    int command;
    watch(epoll, listener, EPOLLIN, &listener);
    watch(epoll, timer, EPOLLIN, &timer);
    watch(epoll, 0, EPOLLIN, &command);
    printf("port %d\n", listening_port(listener));
    uint64_t turn = 0, audio_turn = 0, ticks;
    int64_t start = now_ns();
    for (;;) {
        arm(timer, play(start, now_ns(), &turn, &audio_turn));
        struct epoll_event events[64];
        int n = epoll_wait(epoll, events, 64, -1);
        for (int i = 0; i < n; i++) {
            void *what = events[i].data.ptr;
            if (what == &listener) accept_viewers(listener);
            else if (what == &command) read_command();
            else if (what != &timer) read_viewer(what);
            else if (read(timer, &ticks, sizeof ticks) < 0 && errno != EAGAIN) die("timer");
        }
    }
}
