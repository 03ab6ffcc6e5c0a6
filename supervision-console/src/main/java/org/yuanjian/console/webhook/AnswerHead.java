package org.yuanjian.console.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The head of an answer of HTTP/1.1 (RFC 9112 §4), of which only the status is wanted.
final class AnswerHead {
    private static final int MOST_BYTES = 16 * 1024;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)( .*)?");

    private final InputStream in;
    private int bytes;

    AnswerHead(InputStream in) {
        this.in = in;
    }

    /// 0 where what came is no answer, or too long a one.
    int status() throws IOException {
        int status = statusOf(line());
        // RFC 9110 §15.2: any number of interim answers may come first.
        while (status >= 100 && status < 200) {
            while (!line().isEmpty()) {
                // The fields of an interim answer mean nothing here.
            }
            status = statusOf(line());
        }
        return status;
    }

    private static int statusOf(String line) {
        Matcher matcher = STATUS_LINE.matcher(line);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (++bytes > MOST_BYTES) {
                return "";
            }
            line.append((char) next);
        }
        String text = line.toString();
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
