// The physical limit of pulling: opens many cameras by RTSP over TCP, reads each into one reused buffer, counts packets
// and does nothing else.
//   bare_reader --cameras FILE [--rate DIALS_PER_SECOND]
// FILE has a line `address<TAB>port<TAB>user<TAB>password<TAB>path` for each. Prints `playing N` when all play. Commands
// on stdin: `mark` begins a window, `report` answers `read cameras=… packets=… bytes=… silence_us=…`.
#include "frames.h"
#include "rtsp.h"

#define READ_BYTES (256 << 10)
#define KEEP_ALIVE_NS (14 * SECOND)

struct camera {
    struct session session;
    struct walker walker;
    char address[64];
    int port, playing, rtp;
    int64_t last_ns, silence_ns, keep_alive_ns;
    uint64_t packets, bytes;
};

static struct camera *cameras;
static int camera_count, started, playing, epoll;
static int64_t read_ns;
static unsigned char room[ROOM + READ_BYTES + 1];

static void on_packet(void *who, int channel, const unsigned char *seen, int length) {
    (void)seen, (void)length;
    ((struct camera *)who)->rtp = !(channel & 1);
}

static void on_complete(void *who) {
    struct camera *c = who;
    if (!c->rtp) return;
    c->packets++;
    if (c->last_ns && read_ns - c->last_ns > c->silence_ns) c->silence_ns = read_ns - c->last_ns;
    c->last_ns = read_ns;
}

static void on_text(void *who, char *message, int length) {
    struct camera *c = who;
    (void)length;
    int what = strncmp(message, "RTSP/", 5) ? 0 : answered(&c->session, message);
    if (what < 0) {
        errno = 0;
        die("camera %s refused: %.60s", c->address, message);
    }
    if (what > 0) {
        c->playing = 1;
        c->keep_alive_ns = read_ns + KEEP_ALIVE_NS;
        if (++playing == camera_count) printf("playing %d\n", playing);
    }
}

static const struct found FOUND = {on_packet, on_complete, on_text};

static void dial(struct camera *c) {
    c->session.fd = connect_tcp(c->address, c->port);
    watch(epoll, c->session.fd, EPOLLIN, c);
    describe(&c->session);
}

static void read_camera(struct camera *c) {
    ssize_t n = recv(c->session.fd, room + ROOM, READ_BYTES, 0);
    if (n < 0 && errno == EAGAIN) return;
    if (n <= 0) die("camera %s closed", c->address);
    read_ns = now_ns();
    c->bytes += n;
    room[ROOM + n] = 0;
    walk(&c->walker, room + ROOM, n, c, &FOUND);
    if (c->playing && read_ns > c->keep_alive_ns) {
        c->keep_alive_ns = read_ns + KEEP_ALIVE_NS;
        request(&c->session, "OPTIONS", c->session.base, "");
    }
}

static void mark(void) {
    int64_t now = now_ns();
    for (struct camera *c = cameras; c < cameras + started; c++) {
        c->packets = c->bytes = 0;
        c->silence_ns = 0;
        c->last_ns = now;
    }
    puts("marked");
}

static void report(void) {
    int64_t now = now_ns(), silence = 0;
    uint64_t packets = 0, bytes = 0;
    for (struct camera *c = cameras; c < cameras + started; c++) {
        packets += c->packets;
        bytes += c->bytes;
        if (c->silence_ns > silence) silence = c->silence_ns;
        if (now - c->last_ns > silence) silence = now - c->last_ns;
    }
    printf("read cameras=%d packets=%llu bytes=%llu silence_us=%lld\n", playing, (unsigned long long)packets,
           (unsigned long long)bytes, (long long)silence / 1000);
}

static void read_command(void) {
    static char line[256];
    ssize_t n = read(0, line, sizeof line - 1);
    if (n <= 0) exit(0);
    line[n] = 0;
    if (strstr(line, "mark")) mark();
    if (strstr(line, "report")) report();
}

static void read_cameras(const char *file) {
    FILE *in = fopen(file, "r");
    char line[1024], *rest;
    if (!in) die("%s", file);
    while (fgets(line, sizeof line, in)) {
        line[strcspn(line, "\n")] = 0;
        cameras = realloc(cameras, (camera_count + 1) * sizeof *cameras);
        struct camera *c = memset(cameras + camera_count++, 0, sizeof *c);
        rest = line;
        snprintf(c->address, sizeof c->address, "%s", strsep(&rest, "\t"));
        c->port = rest ? atoi(strsep(&rest, "\t")) : 0;
        snprintf(c->session.credentials.user, 64, "%s", rest ? strsep(&rest, "\t") : "");
        snprintf(c->session.credentials.password, 64, "%s", rest ? strsep(&rest, "\t") : "");
        snprintf(c->session.url, sizeof c->session.url, "rtsp://%s:%d%s", c->address, c->port, rest ? rest : "");
    }
    fclose(in);
}

int main(int argc, char **argv) {
    read_cameras(option(argc, argv, "--cameras", "/dev/null"));
    int64_t interval = SECOND / number_option(argc, argv, "--rate", 200), next = now_ns();
    allow_many_files();
    setlinebuf(stdout);
    epoll = epoll_create1(0);
    int timer = timerfd_create(CLOCK_MONOTONIC, 0), command;
    uint64_t ticks;
    watch(epoll, timer, EPOLLIN, &timer);
    watch(epoll, 0, EPOLLIN, &command);
    arm(timer, next);
    for (;;) {
        struct epoll_event events[256];
        int n = epoll_wait(epoll, events, 256, -1);
        for (int i = 0; i < n; i++) {
            void *what = events[i].data.ptr;
            if (what == &command) {
                read_command();
            } else if (what != &timer) {
                read_camera(what);
            } else if (read(timer, &ticks, sizeof ticks) > 0 && started < camera_count) {
                dial(cameras + started++);
                arm(timer, next += interval);
            }
        }
    }
}
