package org.yuanjian.relay.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a clip's file holds, in order and without a gap.
///
/// @param type with its codecs (RFC 6381); empty where it is not known
/// @param initBytes of `ftyp` and `moov`, with which the file begins; 0 if they are not there
/// @param sha256 of all bytes, in hexadecimal digits
public record RecordIndex(
        String type,
        long initBytes,
        String initSha256,
        List<RecordedFragment> fragments,
        String sha256) {

    /// Of a file in which there is nothing.
    public static final RecordIndex NOTHING = new RecordIndex("", 0, "", List.of(), "");

    public RecordIndex {
        fragments = List.copyOf(fragments);
    }

    /// Bytes of all of it.
    public long bytes() {
        return initBytes + fragments.stream().mapToLong(RecordedFragment::bytes).sum();
    }

    /// When the first picture arrived.
    public Optional<Instant> first() {
        return fragments.stream().findFirst().map(RecordedFragment::first);
    }

    /// When the last picture arrived.
    public Optional<Instant> last() {
        return fragments.isEmpty() ? Optional.empty() : Optional.of(fragments.getLast().last());
    }
}
