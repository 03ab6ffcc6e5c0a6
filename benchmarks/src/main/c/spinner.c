// Keeps one core from halting without taking time from anybody: runs only when nothing else wants the core.
//   spinner CORE      the end of stdin ends it
#include <poll.h>
#include <sched.h>

#include "loop.h"

int main(int argc, char **argv) {
    struct sched_param none = {0};
    cpu_set_t core;
    CPU_ZERO(&core);
    CPU_SET(argc > 1 ? atoi(argv[1]) : 0, &core);
    if (sched_setaffinity(0, sizeof core, &core)) die("cannot stay on that core");
    if (nice(19) < 0 || sched_setscheduler(0, SCHED_IDLE, &none)) die("no idle class");
    puts("spinning");
    fflush(stdout);
    for (;;) {
        for (volatile int i = 0; i < 20000000; i++) continue;
        struct pollfd in = {.fd = 0, .events = POLLIN};
        char line[64];
        if (poll(&in, 1, 0) > 0 && read(0, line, sizeof line) <= 0) return 0;
    }
}
