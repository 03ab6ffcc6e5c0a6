// Many RTSP viewers over TCP in one loop: joins them at a steady rate, then counts every packet of every viewer.
//   rtsp_viewers --urls FILE --viewers N [--streams N] [--rate JOINS_PER_SECOND] [--awake-us N]
// Viewer i plays line i (modulo the lines) of FILE, which names the streams in turns. Prints `joined N` when all play. Commands on stdin:
//   mark     begin a window: forget what was counted, `marked`
//   report   one `viewer …` line each, one `latency …` line, `end`
// The end of stdin ends it. It sleeps only when nothing has come for N microseconds.
#include "frames.h"
#include "rtsp.h"

#define READ_BYTES (256 << 10)
#define KEEP_ALIVE_NS (30 * SECOND)
#define STEPS 64            // of the histogram in each doubling
#define DOUBLINGS 40

struct pending { int64_t sent_ns; uint64_t number; int track, counts; };

struct viewer {
    struct session session;
    struct walker walker;
    struct pending pending;
    int stream, joined, sequence;          // of the video, plus one; 0 before the first packet
    int64_t connect_ns, first_key_ns, last_ns, silence_ns, keep_alive_ns;
    uint64_t packets, stamped, bytes, gaps, base, last_number;
};

static struct viewer *viewers;
static char **urls;
static int url_count, stream_count, viewer_count, started, playing, closed, epoll;
static int64_t read_ns;
static uint64_t histogram[STEPS * DOUBLINGS];
static unsigned char room[ROOM + READ_BYTES + 1];

static int bucket(int64_t ns) {
    uint64_t value = ns < STEPS ? STEPS : (uint64_t)ns;
    int doubling = 63 - __builtin_clzll(value), low = __builtin_ctz(STEPS);
    int at = (doubling - low) * STEPS + (int)(value >> (doubling - low)) - STEPS;
    return at < STEPS * DOUBLINGS ? at : STEPS * DOUBLINGS - 1;
}

static double bucket_us(int at) { return (double)((uint64_t)(STEPS + at % STEPS) << (at / STEPS)) / 1000.0; }

static double percentile(double share) {
    uint64_t total = 0, seen = 0;
    for (int i = 0; i < STEPS * DOUBLINGS; i++) total += histogram[i];
    for (int i = 0; i < STEPS * DOUBLINGS; i++)
        if ((seen += histogram[i]) >= share * total && seen) return bucket_us(i);
    return 0;
}

static void on_packet(void *who, int channel, const unsigned char *seen, int length) {
    struct viewer *v = who;
    v->pending.counts = 0;
    if (channel & 1 || length < 12) return;
    if (channel == 0) {
        int sequence = seen[2] << 8 | seen[3];
        if (v->sequence && sequence != (v->sequence & 0xffff)) v->gaps++;
        v->sequence = sequence + 1;
    }
    const unsigned char *stamp = find_stamp(seen, length);
    v->pending = (struct pending){.counts = stamp ? 2 : 1, .track = channel / 2};
    if (stamp) {
        v->pending.sent_ns = stamp_time(stamp);
        v->pending.number = stamp_number(stamp);
    }
    if (!v->first_key_ns && channel == 0 && begins_key_frame(seen, length)) v->first_key_ns = read_ns;
}

static void on_complete(void *who) {
    struct viewer *v = who;
    if (!v->pending.counts) return;
    if (v->last_ns && read_ns - v->last_ns > v->silence_ns) v->silence_ns = read_ns - v->last_ns;
    v->last_ns = read_ns;
    v->packets++;
    if (v->pending.counts != 2) return;
    histogram[bucket(read_ns - v->pending.sent_ns)]++;
    if (v->pending.track) return;
    v->stamped++;
    if (v->pending.number + 1 > v->last_number) v->last_number = v->pending.number + 1;
}

static void on_text(void *who, char *message, int length) {
    struct viewer *v = who;
    (void)length;
    int what = answered(&v->session, message);
    if (what < 0) {
        errno = 0;
        die("viewer %d refused at step %d: %.60s", (int)(v - viewers), v->session.step, message);
    }
    if (what > 0) {
        playing++;
        v->joined = 1;
        v->keep_alive_ns = read_ns + KEEP_ALIVE_NS;
        if (playing == viewer_count) printf("joined %d\n", playing);
    }
}

static const struct found FOUND = {on_packet, on_complete, on_text};

static void join(struct viewer *v) {
    char host[64];
    int port;
    v->stream = started % stream_count;
    const char *url = urls[started++ % url_count];
    struct session *s = &v->session;
    snprintf(s->url, sizeof s->url, "%s", url);
    if (sscanf(s->url, "rtsp://%63[^:]:%d", host, &port) != 2) die("no address in %s", s->url);
    v->connect_ns = now_ns();
    s->fd = connect_tcp(host, port);
    watch(epoll, s->fd, EPOLLIN, v);
    describe(s);
}

static void read_viewer(struct viewer *v) {
    ssize_t n = recv(v->session.fd, room + ROOM, READ_BYTES, 0);
    if (n < 0 && errno == EAGAIN) return;
    if (n <= 0) {
        fprintf(stderr, "viewer %d was closed\n", (int)(v - viewers));
        closed++;
        close(v->session.fd);
        v->session.fd = -1;
        return;
    }
    read_ns = now_ns();
    v->bytes += n;
    room[ROOM + n] = 0;
    walk(&v->walker, room + ROOM, n, v, &FOUND);
    if (v->joined && read_ns > v->keep_alive_ns) {
        v->keep_alive_ns = read_ns + KEEP_ALIVE_NS;
        keep_alive(&v->session);
    }
}

static void mark(void) {
    int64_t now = now_ns();
    for (struct viewer *v = viewers; v < viewers + started; v++) {
        v->packets = v->stamped = v->bytes = v->gaps = 0;
        v->base = v->last_number;
        v->silence_ns = 0;
        v->last_ns = now;
    }
    memset(histogram, 0, sizeof histogram);
    puts("marked");
}

static void report(void) {
    int64_t now = now_ns();
    for (struct viewer *v = viewers; v < viewers + started; v++) {
        int64_t silence = now - v->last_ns > v->silence_ns ? now - v->last_ns : v->silence_ns;
        struct session *s = &v->session;
        printf("viewer stream=%d packets=%llu stamped=%llu bytes=%llu base=%llu last=%llu silence_us=%lld "
               "key_us=%lld join_us=%lld gaps=%llu open=%d\n",
               v->stream, (unsigned long long)v->packets, (unsigned long long)v->stamped,
               (unsigned long long)v->bytes, (unsigned long long)v->base, (unsigned long long)v->last_number,
               (long long)silence / 1000, v->first_key_ns ? (long long)(v->first_key_ns - s->play_sent_ns) / 1000 : -1,
               v->first_key_ns ? (long long)(v->first_key_ns - v->connect_ns) / 1000 : -1,
               (unsigned long long)v->gaps, s->fd >= 0);
    }
    printf("latency p50_us=%.1f p99_us=%.1f max_us=%.1f closed=%d\nend\n", percentile(0.5), percentile(0.99),
           percentile(1), closed);
}

static void read_command(void) {
    static char line[256];
    ssize_t n = read(0, line, sizeof line - 1);
    if (n <= 0) exit(0);
    line[n] = 0;
    if (strstr(line, "mark")) mark();
    if (strstr(line, "report")) report();
    fflush(stdout);
}

static void read_urls(const char *file) {
    FILE *in = fopen(file, "r");
    char line[512];
    if (!in) die("%s", file);
    while (fgets(line, sizeof line, in)) {
        line[strcspn(line, "\n")] = 0;
        if (!line[0]) continue;
        urls = realloc(urls, (url_count + 1) * sizeof *urls);
        urls[url_count++] = strdup(line);
    }
    fclose(in);
}

int main(int argc, char **argv) {
    read_urls(option(argc, argv, "--urls", "/dev/null"));
    stream_count = number_option(argc, argv, "--streams", url_count);
    viewer_count = number_option(argc, argv, "--viewers", url_count);
    int64_t interval = SECOND / number_option(argc, argv, "--rate", 300);
    int64_t awake_ns = number_option(argc, argv, "--awake-us", 0) * 1000LL;
    viewers = calloc(viewer_count, sizeof *viewers);
    allow_many_files();
    epoll = epoll_create1(0);
    int timer = timerfd_create(CLOCK_MONOTONIC, 0), command;
    uint64_t ticks;
    watch(epoll, timer, EPOLLIN, &timer);
    watch(epoll, 0, EPOLLIN, &command);
    int64_t next = now_ns();
    arm(timer, next);
    for (int64_t asleep_from = 0;;) {
        struct epoll_event events[256];
        int n = epoll_wait(epoll, events, 256, now_ns() < asleep_from ? 0 : -1);
        if (n && awake_ns) asleep_from = now_ns() + awake_ns;
        for (int i = 0; i < n; i++) {
            void *what = events[i].data.ptr;
            if (what == &command) {
                read_command();
            } else if (what != &timer) {
                read_viewer(what);
            } else if (read(timer, &ticks, sizeof ticks) > 0 && started < viewer_count) {
                join(viewers + started);
                arm(timer, next += interval);
            }
        }
        fflush(stdout);
    }
}
