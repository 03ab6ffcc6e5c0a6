package org.yuanjian.console.webhook;

/// How one attempt ended.
///
/// @param status of the answer; 0 where none came
/// @param problem a key: `none`, `address`, `notAllowed`, `unreachable`, `tls`, `timeout`, `answer`
///   or `status`
record Attempt(int status, String problem) {
    private static final int GONE = 410;

    static Attempt failed(String problem) {
        return new Attempt(0, problem);
    }

    static Attempt answered(int status) {
        return new Attempt(status, status >= 200 && status < 300 ? "none" : "status");
    }

    boolean isSent() {
        return problem.equals("none");
    }

    /// Standard Webhooks: who answers 410 wants no more of it.
    boolean isFinal() {
        return status == GONE;
    }
}
