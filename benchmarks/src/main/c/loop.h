// What all load programs share: the clock, sockets, epoll, and how a packet carries its send time.
#ifndef YUANJIAN_LOOP_H
#define YUANJIAN_LOOP_H

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#define SECOND 1000000000LL

// A stamp stands in the payload of a packet and survives every relay that keeps payloads as they are:
//   slice byte | C3 5E | 9 bytes: send time, ns of CLOCK_MONOTONIC | 5 bytes: packet number of this track
// Numbers have seven bits a byte and the top bit set, so that no start code can arise.
#define STAMP_BYTES 17

static inline int64_t now_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * SECOND + t.tv_nsec;
}

static inline void die(const char *format, ...) {
    va_list args;
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fprintf(stderr, errno ? ": %s\n" : "\n", strerror(errno));
    exit(1);
}

static inline void put_number(unsigned char *at, int bytes, uint64_t value) {
    for (int i = bytes - 1; i >= 0; i--, value >>= 7) at[i] = 0x80 | (value & 0x7f);
}

static inline uint64_t get_number(const unsigned char *at, int bytes) {
    uint64_t value = 0;
    for (int i = 0; i < bytes; i++) value = value << 7 | (at[i] & 0x7f);
    return value;
}

static inline void put_stamp(unsigned char *at, int64_t sent_ns, uint64_t number) {
    at[1] = 0xc3;
    at[2] = 0x5e;
    put_number(at + 3, 9, (uint64_t)sent_ns);
    put_number(at + 12, 5, number);
}

static inline int has_stamp(const unsigned char *at) { return at[1] == 0xc3 && at[2] == 0x5e; }
static inline int64_t stamp_time(const unsigned char *at) { return (int64_t)get_number(at + 3, 9); }
static inline uint64_t stamp_number(const unsigned char *at) { return get_number(at + 12, 5); }

static inline void allow_many_files(void) {
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

static inline int listen_tcp(int port) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), on = 1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(port)};
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(fd, (struct sockaddr *)&at, sizeof at) || listen(fd, 4096)) die("port %d", port);
    return fd;
}

static inline int listening_port(int fd) {
    struct sockaddr_in at;
    socklen_t size = sizeof at;
    getsockname(fd, (struct sockaddr *)&at, &size);
    return ntohs(at.sin_port);
}

static inline int connect_tcp(const char *address, int port) {
    int fd = socket(AF_INET, SOCK_STREAM, 0), on = 1;
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port)};
    if (inet_pton(AF_INET, address, &to.sin_addr) != 1) die("no address: %s", address);
    if (connect(fd, (struct sockaddr *)&to, sizeof to)) die("connect %s:%d", address, port);
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    fcntl(fd, F_SETFL, O_NONBLOCK);
    return fd;
}

static inline void watch(int epoll, int fd, uint32_t events, void *data) {
    struct epoll_event event = {.events = events, .data.ptr = data};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) && epoll_ctl(epoll, EPOLL_CTL_MOD, fd, &event))
        die("epoll");
}

static inline void arm(int timer, int64_t at_ns) {
    struct itimerspec spec = {.it_value = {at_ns / SECOND, at_ns % SECOND}};
    timerfd_settime(timer, TFD_TIMER_ABSTIME, &spec, NULL);
}

// Sends all of a small message on a socket whose buffer is known to have room.
static inline int send_text(int fd, const char *text) {
    size_t length = strlen(text);
    return send(fd, text, length, MSG_NOSIGNAL) == (ssize_t)length ? 0 : -1;
}

// The value of an option `--name value`, or what holds without it.
static inline const char *option(int argc, char **argv, const char *name, const char *otherwise) {
    for (int i = 1; i + 1 < argc; i++)
        if (!strcmp(argv[i], name)) return argv[i + 1];
    return otherwise;
}

static inline long number_option(int argc, char **argv, const char *name, long otherwise) {
    const char *text = option(argc, argv, name, NULL);
    return text ? atol(text) : otherwise;
}

#endif
