package org.yuanjian.media;

/// Why a stream cannot be had, in the order a viewer needs to know.
///
/// @param kind what to show and what to do about it
/// @param detail words of the device or of the network for logs and operators; no credentials
public record StreamFault(Kind kind, String detail) {

    /// The kinds of fault a viewer can be told of.
    public enum Kind {
        /// No such point or stream.
        UNKNOWN_STREAM,
        /// The device does not answer at its address.
        UNREACHABLE,
        /// The device refused the credentials; nothing is tried again until they change.
        REFUSED_CREDENTIALS,
        /// The device answered, but not with something that can be played.
        PROTOCOL,
        /// Connected, but no frames come.
        NO_FRAMES,
        /// The stream ended and will be tried again.
        ENDED,
        /// This node carries as much as its settings allow.
        OVERLOADED,
        /// The device, or the line of its site, carries as much as it may.
        LINE_FULL
    }
}
