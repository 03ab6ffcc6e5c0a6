/// Headless browsers, as far as media goes: each joins by WHEP with a socket, an ICE check and a
/// DTLS handshake of its own, decrypts what comes and counts it. Written apart from the relay's own
/// code, so that neither hides the other's mistakes.
@NullMarked
package org.yuanjian.benchmark.whep;

import org.jspecify.annotations.NullMarked;
