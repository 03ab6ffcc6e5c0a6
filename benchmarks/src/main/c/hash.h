// MD5 (RFC 1321) and SHA-256 (RFC 6234) of a short text, for Digest answers only.
#ifndef YUANJIAN_HASH_H
#define YUANJIAN_HASH_H

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static inline uint32_t left(uint32_t x, int by) { return x << by | x >> (32 - by); }
static inline uint32_t right(uint32_t x, int by) { return x >> by | x << (32 - by); }

static inline void md5_block(uint32_t *h, const uint8_t *block) {
    static const uint8_t turn[4][4] = {{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};
    uint32_t a = h[0], b = h[1], c = h[2], d = h[3], m[16];
    memcpy(m, block, 64);
    for (int i = 0; i < 64; i++) {
        uint32_t f = i < 16 ? (b & c) | (~b & d) : i < 32 ? (d & b) | (~d & c) : i < 48 ? b ^ c ^ d : c ^ (b | ~d);
        int g = i < 16 ? i : i < 32 ? 5 * i + 1 : i < 48 ? 3 * i + 5 : 7 * i;
        uint32_t k = (uint32_t)(int64_t)(fabs(sin(i + 1)) * 4294967296.0);
        uint32_t next = b + left(a + f + k + m[g & 15], turn[i / 16][i & 3]);
        a = d, d = c, c = b, b = next;
    }
    h[0] += a, h[1] += b, h[2] += c, h[3] += d;
}

// The first 32 bits of the fraction of the square (2) or cube (3) root of the n-th prime.
static inline uint32_t prime_root(int n, int root) {
    int prime = 1;
    for (int found = -1; found < n;) {
        prime++;
        int divides = 0;
        for (int by = 2; by * by <= prime; by++) divides |= prime % by == 0;
        if (!divides) found++;
    }
    long double value = root == 2 ? sqrtl(prime) : cbrtl(prime);
    return (uint32_t)((value - floorl(value)) * 4294967296.0L);
}

static inline void sha256_block(uint32_t *h, const uint8_t *block) {
    static uint32_t k[64];
    if (!k[0])
        for (int i = 0; i < 64; i++) k[i] = prime_root(i, 3);
    uint32_t w[64], s[8];
    for (int i = 0; i < 16; i++)
        w[i] = (uint32_t)block[4 * i] << 24 | block[4 * i + 1] << 16 | block[4 * i + 2] << 8 | block[4 * i + 3];
    for (int i = 16; i < 64; i++) {
        uint32_t a = w[i - 15], b = w[i - 2];
        w[i] = w[i - 16] + (right(a, 7) ^ right(a, 18) ^ a >> 3) + w[i - 7] + (right(b, 17) ^ right(b, 19) ^ b >> 10);
    }
    memcpy(s, h, sizeof s);
    for (int i = 0; i < 64; i++) {
        uint32_t one = s[7] + (right(s[4], 6) ^ right(s[4], 11) ^ right(s[4], 25)) +
                       ((s[4] & s[5]) ^ (~s[4] & s[6])) + k[i] + w[i];
        uint32_t two = (right(s[0], 2) ^ right(s[0], 13) ^ right(s[0], 22)) +
                       ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
        memmove(s + 1, s, 7 * sizeof *s);
        s[4] += one;
        s[0] = one + two;
    }
    for (int i = 0; i < 8; i++) h[i] += s[i];
}

// Writes the hash of a text of at most 1,200 bytes as hex.
static inline void hash_hex(int sha256, const char *text, char *hex) {
    uint8_t padded[1344] = {0};
    uint32_t h[8] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
    size_t length = strlen(text), total = (length + 72) / 64 * 64;
    memcpy(padded, text, length);
    padded[length] = 0x80;
    for (int i = 0; i < 4; i++) padded[sha256 ? total - 1 - i : total - 8 + i] = length * 8 >> (8 * i);
    for (int i = 0; sha256 && i < 8; i++) h[i] = prime_root(i, 2);
    for (size_t at = 0; at < total; at += 64) (sha256 ? sha256_block : md5_block)(h, padded + at);
    for (int i = 0; i < (sha256 ? 32 : 16); i++)
        sprintf(hex + 2 * i, "%02x", sha256 ? h[i / 4] >> (24 - 8 * (i & 3)) & 255 : h[i / 4] >> 8 * (i & 3) & 255);
}

#endif
