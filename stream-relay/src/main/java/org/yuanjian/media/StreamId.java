package org.yuanjian.media;

import java.util.regex.Pattern;

/// Names one stream of one video point, written `point/name`, for example
/// `44010305001310000001/sub`.
///
/// @param point code of the video point: letters, digits, `_` and `-`, at most 64 characters
/// @param name name of the stream at that point, usually `main` or `sub`: the same alphabet
public record StreamId(String point, String name) implements Comparable<StreamId> {
    public static final String MAIN = "main";
    public static final String SUB = "sub";

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public StreamId {
        if (!WORD.matcher(point).matches() || !WORD.matcher(name).matches()) {
            throw new IllegalArgumentException("not a stream id");
        }
    }

    /// Reads `point/name`; throws [IllegalArgumentException] on anything else.
    public static StreamId parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("not a stream id");
        }
        return new StreamId(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public int compareTo(StreamId other) {
        int byPoint = point.compareTo(other.point);
        return byPoint != 0 ? byPoint : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return point + "/" + name;
    }
}
