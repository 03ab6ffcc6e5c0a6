package org.yuanjian.relay.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.media.fmp4.InitSegment;

class ClipScanTest {
    private static final int FRAGMENTS = 8;

    @TempDir Path folder;

    private Path file;
    private byte[] whole;
    private RecordIndex index;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("clip.mp4");
        Random random = new Random(5);
        try (ClipFile clip = new ClipFile(ClipOutput.file(file))) {
            clip.begin(new InitSegment("video/mp4", join(box("ftyp", 16), box("moov", 300))));
            for (int i = 0; i < FRAGMENTS; i++) {
                Instant first = Instant.ofEpochSecond(1_000 + i);
                byte[] media = join(box("moof", 80), box("mdat", 500 + random.nextInt(500)));
                clip.add(Unpooled.wrappedBuffer(media), first, first.plusMillis(480));
            }
            index = clip.index();
        }
        whole = Files.readAllBytes(file);
    }

    private static byte[] box(String type, int content) {
        return ByteBuffer.allocate(8 + content)
                .putInt(8 + content)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    private static byte[] join(byte[] one, byte[] other) {
        return ByteBuffer.allocate(one.length + other.length).put(one).put(other).array();
    }

    @Test
    void scan_whole_findsWhatWasWritten() throws IOException {
        RecordIndex scanned = ClipScan.scan(file);

        assertThat(scanned.fragments()).isEqualTo(index.fragments()).hasSize(FRAGMENTS);
        assertThat(scanned.sha256()).isEqualTo(index.sha256());
        assertThat(scanned.bytes()).isEqualTo(whole.length);
    }

    @Test
    void complete_cutAnywhere_keepsTheWholeFragmentsBefore() throws IOException {
        for (int length = 0; length < whole.length; length += 37) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            int most = length;

            RecordIndex left = ClipScan.complete(file);

            long fits =
                    index.fragments().stream()
                            .filter(one -> one.offset() + one.bytes() <= most)
                            .count();
            assertThat(left.fragments()).hasSize((int) fits);
            assertThat(Files.size(file)).isEqualTo(left.bytes());
        }
    }

    @Test
    void scan_anyByteChanged_endsBeforeTheFragmentItIsIn() throws IOException {
        Random random = new Random(20261126);
        for (int i = 0; i < 300; i++) {
            byte[] changed = whole.clone();
            int at = random.nextInt(changed.length);
            changed[at] ^= (byte) (1 + random.nextInt(255));
            Files.write(file, changed);

            RecordIndex left = ClipScan.scan(file);

            assertThat(left.fragments())
                    .allMatch(one ->
                            at < one.offset()
                                    || at >= one.offset() + one.bytes()
                                    || at - one.offset() < ClipBoxes.TIMES_BYTES);
        }
    }

    @Test
    void scan_nothingOfOurs_isEmpty() throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < 50; i++) {
            byte[] bytes = new byte[random.nextInt(3_000)];
            random.nextBytes(bytes);
            Files.write(file, bytes);

            assertThat(ClipScan.scan(file).fragments()).isEmpty();
        }
    }
}
