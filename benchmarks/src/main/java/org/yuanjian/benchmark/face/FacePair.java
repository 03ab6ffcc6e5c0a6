package org.yuanjian.benchmark.face;

import java.util.Optional;

/// Two pictures of a list.
///
/// @param pathA as the list names it
/// @param pathB as the list names it
/// @param same whether they show one person; empty where the list does not say
record FacePair(String pathA, String pathB, Optional<Boolean> same) {

    /// The part of the set both belong to: the first folder of their paths, where it is one.
    String part() {
        String first = folder(pathA);
        return first.equals(folder(pathB)) ? first : "";
    }

    private static String folder(String path) {
        int end = path.indexOf('/');
        return end < 0 ? "" : path.substring(0, end);
    }
}
