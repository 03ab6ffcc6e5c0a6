package org.yuanjian.console.evidence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import org.yuanjian.console.audit.format.FormatException;
import org.yuanjian.console.audit.format.LedgerKey;

/// The last box of an evidence file, which players pass over (ISO/IEC 14496-12 §4.2): the manifest
/// and its signature. Its size stands at its end once more, so that it is found from there however
/// the boxes before it were changed.
///
///     | size 4 | 'uuid' | our type 16 | manifest LF signature LF | size 4 | "YJEVIDNC" |
///
/// @param bytes of the box
/// @param signature Ed25519, base64 for URLs
record EvidenceBox(int bytes, EvidenceManifest manifest, String signature) {
    private static final byte[] HEAD =
            HexFormat.of().parseHex("75756964" + "c2d6b7f04e1a4f5db2a83c9e60f7d158");
    private static final byte[] END = "YJEVIDNC".getBytes(StandardCharsets.US_ASCII);
    private static final int SIZE_BYTES = 4;
    private static final int AROUND_BYTES = SIZE_BYTES + HEAD.length + SIZE_BYTES + END.length;
    private static final int MOST_BYTES = 2 << 20;

    /// Puts the signed manifest behind the pictures, in the place of whatever stands there, on the
    /// disk.
    static void write(Path file, EvidenceManifest manifest, LedgerKey key) throws IOException {
        String text = manifest.text() + '\n' + key.sign(manifest.signedBytes()) + '\n';
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        int size = AROUND_BYTES + content.length;
        ByteBuffer box =
                ByteBuffer.allocate(size)
                        .putInt(size)
                        .put(HEAD)
                        .put(content)
                        .putInt(size)
                        .put(END)
                        .flip();
        long at = manifest.media().bytes();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(at);
            while (box.hasRemaining()) {
                channel.write(box, at + box.position());
            }
            channel.force(true);
        }
    }

    /// Reads the box at the end of a file; the length it tells is held against the file and against
    /// itself.
    ///
    /// @throws FormatException if there is none, or it is not as we write it
    static EvidenceBox read(FileChannel file) throws IOException, FormatException {
        int most = SIZE_BYTES + END.length;
        ByteBuffer end = read(file, file.size() - most, most);
        int size = end.getInt();
        if (!isNext(end, END) || size < AROUND_BYTES || size > MOST_BYTES || size > file.size()) {
            throw new FormatException("there is no manifest at its end");
        }
        ByteBuffer box = read(file, file.size() - size, size);
        if (box.getInt() != size || !isNext(box, HEAD)) {
            throw new FormatException("the manifest at its end is broken");
        }
        return parse(size, box.limit(size - SIZE_BYTES - END.length));
    }

    private static ByteBuffer read(FileChannel file, long at, int bytes)
            throws IOException, FormatException {
        ByteBuffer read = ByteBuffer.allocate(bytes);
        if (at < 0) {
            throw new FormatException("there is no manifest at its end");
        }
        while (read.hasRemaining()) {
            if (file.read(read, at + read.position()) < 0) {
                throw new IOException("the file grows shorter");
            }
        }
        return read.flip();
    }

    private static boolean isNext(ByteBuffer from, byte[] expected) {
        byte[] next = new byte[expected.length];
        from.get(next);
        return Arrays.equals(next, expected);
    }

    private static EvidenceBox parse(int size, ByteBuffer content) throws FormatException {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(content).toString();
        } catch (CharacterCodingException e) {
            throw new FormatException("the manifest is no text", e);
        }
        String[] lines = text.split("\n", -1);
        if (lines.length != 3 || !lines[2].isEmpty()) {
            throw new FormatException("the manifest is not as we write it");
        }
        return new EvidenceBox(size, EvidenceManifest.parse(lines[0]), lines[1]);
    }
}
