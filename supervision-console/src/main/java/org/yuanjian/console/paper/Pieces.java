package org.yuanjian.console.paper;

import java.util.ArrayList;
import java.util.List;

/// Cuts a line where it may be broken: behind each letter that is no part of a word.
final class Pieces {
    /// The longest run of letters that is not broken.
    private static final int LONGEST = 24;

    private Pieces() {}

    static List<String> of(String text) {
        List<String> pieces = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        text.codePoints()
                .forEach(point -> {
                    boolean isPart = isWord(point);
                    if ((!isPart && !isClosing(point)) || word.length() >= LONGEST) {
                        end(pieces, word);
                    }
                    word.appendCodePoint(point);
                });
        end(pieces, word);
        return pieces;
    }

    private static void end(List<String> pieces, StringBuilder word) {
        if (!word.isEmpty()) {
            pieces.add(word.toString());
            word.setLength(0);
        }
    }

    private static boolean isWord(int point) {
        return point < 0x2E80 && point != ' ';
    }

    /// What does not begin a line.
    private static boolean isClosing(int point) {
        return "，。、；：！？）》”’」』".indexOf(point) >= 0;
    }
}
