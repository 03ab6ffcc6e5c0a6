package org.yuanjian.relay.record;

import java.time.Instant;

/// One fragment of a clip: its times, `moof` and `mdat`.
///
/// @param offset of its first byte in the file
/// @param sha256 of all its bytes, in hexadecimal digits
/// @param first when its first picture arrived, by the server's clock
/// @param last when its last picture arrived
public record RecordedFragment(
        long offset, long bytes, String sha256, Instant first, Instant last) {}
