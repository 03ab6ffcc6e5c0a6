// The client's side of an RTSP session over TCP: DESCRIBE, one SETUP for each track, PLAY (RFC 2326).
#ifndef YUANJIAN_RTSP_H
#define YUANJIAN_RTSP_H

#include "auth.h"
#include "loop.h"

#define TRACKS 4

enum step { DESCRIBING, SETTING_UP, STARTING, PLAYING };

struct session {
    int fd, cseq, tracks, set_up;
    enum step step;
    int64_t play_sent_ns;
    char url[512], base[512], id[128];
    char control[TRACKS][160];
    struct credentials credentials;
};

// Copies the value of a header, without blanks around it, or leaves an empty text.
static inline int header(const char *message, const char *name, char *value, int room) {
    int size = strlen(name);
    value[0] = 0;
    for (const char *line = strstr(message, "\r\n"); line && line[2] != '\r'; line = strstr(line + 2, "\r\n")) {
        if (strncasecmp(line + 2, name, size) || line[2 + size] != ':') continue;
        const char *from = line + 3 + size;
        while (*from == ' ') from++;
        snprintf(value, room, "%.*s", (int)strcspn(from, "\r"), from);
        return 1;
    }
    return 0;
}

static inline void request(struct session *s, const char *method, const char *url, const char *headers) {
    char text[2048], authorization[512], id[160] = "";
    if (s->id[0]) snprintf(id, sizeof id, "Session: %s\r\n", s->id);
    authorize(&s->credentials, method, url, authorization, sizeof authorization);
    snprintf(text, sizeof text, "%s %s RTSP/1.0\r\nCSeq: %d\r\n%s%s%s\r\n", method, url, ++s->cseq, id,
             authorization, headers);
    if (send_text(s->fd, text)) die("cannot send %s", method);
}

static inline void describe(struct session *s) {
    s->step = DESCRIBING;
    request(s, "DESCRIBE", s->url, "Accept: application/sdp\r\n");
}

static inline void keep_alive(struct session *s) { request(s, "GET_PARAMETER", s->base, ""); }

static inline void set_up_next(struct session *s) {
    char url[1024], transport[96];
    const char *control = s->control[s->set_up];
    int slash = s->base[strlen(s->base) - 1] == '/';
    if (!strncmp(control, "rtsp://", 7)) snprintf(url, sizeof url, "%s", control);
    else snprintf(url, sizeof url, "%s%s%s", s->base, slash ? "" : "/", control);
    snprintf(transport, sizeof transport, "Transport: RTP/AVP/TCP;unicast;interleaved=%d-%d\r\n", 2 * s->set_up,
             2 * s->set_up + 1);
    s->step = SETTING_UP;
    request(s, "SETUP", url, transport);
}

static inline void read_description(struct session *s, const char *message) {
    if (!header(message, "Content-Base", s->base, sizeof s->base)) snprintf(s->base, sizeof s->base, "%s", s->url);
    const char *media = strstr(message, "\nm=");
    for (s->tracks = 0; media && s->tracks < TRACKS; s->tracks++) {
        const char *next = strstr(media + 3, "\nm="), *control = strstr(media, "\na=control:");
        if (!control || (next && control > next)) die("a track without control in %s", message);
        control += 11;
        snprintf(s->control[s->tracks], sizeof s->control[0], "%.*s", (int)strcspn(control, "\r\n"), control);
        media = next;
    }
}

// Takes an answer and sends what comes next. 1: playing begins, 0: go on, -1: refused.
static inline int answered(struct session *s, const char *message) {
    int status = atoi(message + 9);
    if (status == 401 && s->step == DESCRIBING && challenge(&s->credentials, message)) {
        describe(s);
        return 0;
    }
    if (s->step == PLAYING) return 0;
    if (status != 200) return -1;
    if (s->step == STARTING) {
        s->step = PLAYING;
        return 1;
    }
    if (s->step == DESCRIBING) {
        read_description(s, message);
    } else {
        header(message, "Session", s->id, sizeof s->id);
        s->id[strcspn(s->id, ";")] = 0;
        s->set_up++;
    }
    if (s->set_up < s->tracks) {
        set_up_next(s);
    } else {
        s->step = STARTING;
        s->play_sent_ns = now_ns();
        request(s, "PLAY", s->base, "Range: npt=0.000-\r\n");
    }
    return 0;
}

#endif
