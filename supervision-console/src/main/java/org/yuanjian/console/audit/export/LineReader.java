package org.yuanjian.console.audit.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.yuanjian.console.audit.format.FormatException;

/// Reads lines of UTF-8 that each end with a newline, none longer than the ledger writes.
final class LineReader {
    /// More than a record with everything beside it can take.
    static final int LONGEST = 256 * 1024;

    private static final int BUFFER = 64 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;

    /// A line is longer than [#LONGEST].
    static final class LongLineException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    LineReader(InputStream in) {
        this.in = in;
    }

    /// The next line without its newline; null at the end, also where a line breaks off.
    ///
    /// @throws FormatException if it is no UTF-8
    @Nullable String next() throws IOException, FormatException, LongLineException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            int from = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            line.write(buffer, from, at - from);
            if (line.size() > LONGEST) {
                throw new LongLineException();
            }
            if (at < end) {
                at++;
                return text(line.toByteArray());
            }
            at = 0;
            end = in.read(buffer);
            if (end < 0) {
                end = 0;
                return null;
            }
        }
    }

    private static String text(byte[] line) throws FormatException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
        } catch (CharacterCodingException e) {
            throw new FormatException("not UTF-8", e);
        }
    }
}
