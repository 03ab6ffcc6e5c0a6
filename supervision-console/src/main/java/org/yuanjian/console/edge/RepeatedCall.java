package org.yuanjian.console.edge;

/// A call that may come more than once and must be done once.
///
/// @param person who calls
/// @param key chosen by the caller
/// @param route method and path
/// @param digest SHA-256 of what was sent, in hex
record RepeatedCall(String person, String key, String route, String digest) {
    /// Whose the sealed answer is.
    String owner() {
        return "call " + person + " " + key + " " + route;
    }
}
