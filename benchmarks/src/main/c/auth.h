// Answers RTSP challenges: Basic, Digest with MD5 or SHA-256, with and without qop (RFC 7616).
#ifndef YUANJIAN_AUTH_H
#define YUANJIAN_AUTH_H

#include "hash.h"
#include "loop.h"

struct credentials {
    char user[64], password[64], realm[128], nonce[160];
    enum { OPEN, BASIC, DIGEST_MD5, DIGEST_SHA256 } scheme;
    int qop, count;
};

static inline void quoted(const char *line, const char *name, char *value, int room) {
    const char *at = strstr(line, name);
    if (!at) return;
    at += strlen(name);
    snprintf(value, room, "%.*s", (int)strcspn(at, "\""), at);
}

// Takes the strongest of the challenges of a 401; 0 when nothing new is asked or there is no password.
static inline int challenge(struct credentials *c, const char *message) {
    if (!c->user[0] || c->scheme != OPEN) return 0;
    for (const char *line = strcasestr(message, "\nWWW-Authenticate:"); line;
         line = strcasestr(line + 1, "\nWWW-Authenticate:")) {
        char one[512];
        line += 18;
        snprintf(one, sizeof one, "%.*s", (int)strcspn(line, "\r"), line);
        int scheme = !strcasestr(one, "Digest") ? BASIC : strcasestr(one, "SHA-256") ? DIGEST_SHA256 : DIGEST_MD5;
        if (scheme <= (int)c->scheme) continue;
        c->scheme = scheme;
        quoted(one, "realm=\"", c->realm, sizeof c->realm);
        quoted(one, "nonce=\"", c->nonce, sizeof c->nonce);
        c->qop = strcasestr(one, "qop=") != NULL;
    }
    return c->scheme != OPEN;
}

static inline void digest(struct credentials *c, const char *method, const char *url, char *out, int room) {
    char text[1200], one[65], two[65], answer[65], count[9];
    int sha = c->scheme == DIGEST_SHA256;
    snprintf(text, sizeof text, "%s:%s:%s", c->user, c->realm, c->password);
    hash_hex(sha, text, one);
    snprintf(text, sizeof text, "%s:%s", method, url);
    hash_hex(sha, text, two);
    snprintf(count, sizeof count, "%08x", ++c->count);
    if (c->qop) snprintf(text, sizeof text, "%s:%s:%s:0a1b2c3d:auth:%s", one, c->nonce, count, two);
    else snprintf(text, sizeof text, "%s:%s:%s", one, c->nonce, two);
    hash_hex(sha, text, answer);
    int n = snprintf(out, room,
                     "Authorization: Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", "
                     "algorithm=%s, response=\"%s\"",
                     c->user, c->realm, c->nonce, url, sha ? "SHA-256" : "MD5", answer);
    snprintf(out + n, room - n, c->qop ? ", qop=auth, nc=%s, cnonce=\"0a1b2c3d\"\r\n" : "\r\n", count);
}

static inline void basic(const struct credentials *c, char *out, int room) {
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    char text[136];
    int length = snprintf(text, sizeof text - 3, "%s:%s", c->user, c->password);
    memset(text + length, 0, 3);
    int n = snprintf(out, room, "Authorization: Basic ");
    for (int i = 0; i < length; i += 3) {
        uint32_t bits = (uint8_t)text[i] << 16 | (uint8_t)text[i + 1] << 8 | (uint8_t)text[i + 2];
        for (int k = 0; k < 4; k++) out[n++] = i + k > length ? '=' : letters[bits >> (18 - 6 * k) & 63];
    }
    snprintf(out + n, room - n, "\r\n");
}

// Writes the Authorization line of a request, or nothing.
static inline void authorize(struct credentials *c, const char *method, const char *url, char *out, int room) {
    out[0] = 0;
    if (c->scheme == BASIC) basic(c, out, room);
    else if (c->scheme != OPEN) digest(c, method, url, out, room);
}

#endif
