package org.yuanjian.console.evidence;

/// A file is not the evidence it says it is; in plain words.
public final class EvidenceException extends Exception {
    private static final long serialVersionUID = 1L;

    EvidenceException(String words) {
        super(words);
    }
}
