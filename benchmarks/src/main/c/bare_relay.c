// The physical limit of fan-out: pulls N streams, reads each into one reused buffer, sends what the read brought to
// every viewer with one call, and does nothing else.
//   bare_relay --upstream rtsp://127.0.0.1:PORT --streams N [--port P]
// Serves `rtsp://127.0.0.1:P/0` … `/N-1`, and over UDP at P whoever sent the number of a stream there. Prints `port P` when
// all streams play; the end of stdin ends it.
#include "datagrams.h"
#include "frames.h"
#include "rtsp.h"

#define READ_BYTES (64 << 10)

struct viewer {
    int fd, stream, tracks, playing;
    int unsent;                 // bytes of a burst the socket could not take
    unsigned char *rest;
    struct walker walker;
};

struct stream {
    struct session session;
    int playing, carried, viewer_count, viewer_room;
    unsigned char carry[READ_BYTES];
    struct viewer **viewers;
    struct audience audience;
};

enum kind { LISTENER, COMMAND, STREAM, VIEWER, DATAGRAMS };
struct watched { enum kind kind; void *what; };

static struct stream *streams;
static int stream_count, playing, epoll, udp;
static char description[4096];
static unsigned char room[2 * READ_BYTES], text_room[ROOM + 8192];

static struct watched *watched(enum kind kind, void *what) {
    struct watched *w = malloc(sizeof *w);
    *w = (struct watched){kind, what};
    return w;
}

static void remove_viewer(struct viewer *v) {
    struct stream *s = streams + v->stream;
    for (int i = 0; i < s->viewer_count; i++)
        if (s->viewers[i] == v) s->viewers[i] = s->viewers[--s->viewer_count];
    close(v->fd);
    v->fd = -1;
}

static void send_rest(struct viewer *v) {
    ssize_t n = send(v->fd, v->rest, v->unsent, MSG_NOSIGNAL);
    if (n <= 0) return;
    memmove(v->rest, v->rest + n, v->unsent -= n);
}

// A viewer whose socket is full misses bursts until the one it began has gone out.
static void send_burst(struct viewer *v, const unsigned char *burst, int bytes) {
    if (v->unsent) send_rest(v);
    if (v->unsent) return;
    ssize_t n = send(v->fd, burst, bytes, MSG_NOSIGNAL);
    if (n == bytes || n <= 0) return;
    if (!v->rest) v->rest = malloc(READ_BYTES * 2);
    memcpy(v->rest, burst + n, v->unsent = bytes - n);
}

static int whole_frames(const unsigned char *at, int bytes) {
    int end = 0;
    while (bytes - end >= 4) {
        int next = end + 4 + (at[end + 2] << 8 | at[end + 3]);
        if (next > bytes) break;
        end = next;
    }
    return end;
}

static void read_answer(struct stream *s) {
    ssize_t n = recv(s->session.fd, room, sizeof room - 1, 0);
    if (n <= 0) die("the upstream closed");
    room[n] = 0;
    const char *body = strstr((char *)room, "\r\n\r\n");
    if (s->session.step == DESCRIBING && body) snprintf(description, sizeof description, "%s", body + 4);
    int what = answered(&s->session, (char *)room);
    if (what < 0) die("the upstream refused");
    if (!what) return;
    s->playing = 1;
    playing++;
    int head = body + 4 - (char *)room;
    memcpy(s->carry, room + head, s->carried = n - head);
}

static void read_stream(struct stream *s) {
    if (!s->playing) return read_answer(s);
    if (s->carried) memcpy(room, s->carry, s->carried);
    ssize_t n = recv(s->session.fd, room + s->carried, READ_BYTES, 0);
    if (n <= 0) die("the upstream closed");
    int bytes = s->carried + n, whole = whole_frames(room, bytes);
    for (int i = 0; whole && i < s->viewer_count; i++) send_burst(s->viewers[i], room, whole);
    if (whole) send_datagrams(udp, &s->audience, room, whole);
    s->carried = bytes - whole;
    if (s->carried) memcpy(s->carry, room + whole, s->carried);
}

static void start_playing(struct viewer *v) {
    struct stream *s = streams + v->stream;
    if (s->viewer_count == s->viewer_room) {
        s->viewer_room = s->viewer_room * 2 + 16;
        s->viewers = realloc(s->viewers, s->viewer_room * sizeof *s->viewers);
    }
    s->viewers[s->viewer_count++] = v;
    v->playing = 1;
}

static void answer(void *who, char *message, int length) {
    struct viewer *v = who;
    char cseq[32] = "0", method[24] = "", url[400] = "", text[5000], extra[700] = "";
    const char *body = "";
    (void)length;
    sscanf(message, "%23s %399s", method, url);
    const char *line = strcasestr(message, "\nCSeq:");
    if (line) sscanf(line + 6, "%31s", cseq);
    if (!strcmp(method, "DESCRIBE")) {
        body = description;
        snprintf(extra, sizeof extra, "Content-Base: %s/\r\nContent-Type: application/sdp\r\nContent-Length: %zu\r\n",
                 url, strlen(body));
    } else if (!strcmp(method, "SETUP")) {
        const char *host = strstr(url, "://"), *path = host ? strchr(host + 3, '/') : NULL;
        v->stream = path ? atoi(path + 1) % stream_count : 0;
        snprintf(extra, sizeof extra, "Transport: RTP/AVP/TCP;unicast;interleaved=%d-%d\r\n", 2 * v->tracks,
                 2 * v->tracks + 1);
        v->tracks++;
    }
    snprintf(text, sizeof text, "RTSP/1.0 200 OK\r\nCSeq: %s\r\nSession: 1\r\n%s\r\n%s", cseq, extra, body);
    if (!v->unsent) send_text(v->fd, text);
    if (!strcmp(method, "PLAY") && !v->playing) start_playing(v);
}

static void ignore_packet(void *who, int channel, const unsigned char *seen, int length) {
    (void)who, (void)channel, (void)seen, (void)length;
}

static void ignore_end(void *who) { (void)who; }

static const struct found FOUND = {ignore_packet, ignore_end, answer};

static void read_viewer(struct viewer *v) {
    ssize_t n = recv(v->fd, text_room + ROOM, sizeof text_room - ROOM - 1, 0);
    if (n < 0 && errno == EAGAIN) return;
    if (n <= 0) return remove_viewer(v);
    text_room[ROOM + n] = 0;
    walk(&v->walker, text_room + ROOM, n, v, &FOUND);
}

static void accept_viewers(int listener) {
    for (int fd; (fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0;) {
        int on = 1;
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        struct viewer *v = calloc(1, sizeof *v);
        v->fd = fd;
        watch(epoll, fd, EPOLLIN, watched(VIEWER, v));
    }
}

static void read_datagram(void) {
    char text[16];
    struct sockaddr_in from;
    socklen_t size = sizeof from;
    ssize_t n = recvfrom(udp, text, sizeof text - 1, 0, (struct sockaddr *)&from, &size);
    if (n <= 0) return;
    text[n] = 0;
    seat(&streams[atoi(text) % stream_count].audience, from);
}

static void open_streams(const char *upstream) {
    char host[64];
    int port;
    if (sscanf(upstream, "rtsp://%63[^:]:%d", host, &port) != 2) die("no --upstream");
    for (int i = 0; i < stream_count; i++) {
        struct session *s = &streams[i].session;
        snprintf(s->url, sizeof s->url, "%s/%d", upstream, i);
        s->fd = connect_tcp(host, port);
        watch(epoll, s->fd, EPOLLIN, watched(STREAM, streams + i));
        describe(s);
    }
}

int main(int argc, char **argv) {
    stream_count = number_option(argc, argv, "--streams", 1);
    streams = calloc(stream_count, sizeof *streams);
    allow_many_files();
    setlinebuf(stdout);
    epoll = epoll_create1(0);
    int listener = listen_tcp(number_option(argc, argv, "--port", 0)), told = 0;
    udp = udp_socket(listening_port(listener));
    open_streams(option(argc, argv, "--upstream", ""));
    watch(epoll, listener, EPOLLIN, watched(LISTENER, NULL));
    watch(epoll, udp, EPOLLIN, watched(DATAGRAMS, NULL));
    watch(epoll, 0, EPOLLIN, watched(COMMAND, NULL));
    for (;;) {
        struct epoll_event events[256];
        int n = epoll_wait(epoll, events, 256, -1);
        for (int i = 0; i < n; i++) {
            struct watched *w = events[i].data.ptr;
            char line[64];
            if (w->kind == STREAM) read_stream(w->what);
            else if (w->kind == VIEWER) read_viewer(w->what);
            else if (w->kind == LISTENER) accept_viewers(listener);
            else if (w->kind == DATAGRAMS) read_datagram();
            else if (read(0, line, sizeof line) <= 0) return 0;
        }
        if (!told && playing == stream_count) told = printf("port %d\n", listening_port(listener));
    }
}
