package org.yuanjian.console.doctor;

/// One line of the doctor: what is so, and where it is weak what to do about it.
record Finding(Level level, String words) {
    /// How bad it is; the launcher knows these words.
    enum Level {
        OK,
        NOTE,
        BAD
    }

    static Finding ok(String words) {
        return new Finding(Level.OK, words);
    }

    static Finding note(String words) {
        return new Finding(Level.NOTE, words);
    }

    static Finding bad(String words) {
        return new Finding(Level.BAD, words);
    }

    @Override
    public String toString() {
        return level + " " + words;
    }
}
