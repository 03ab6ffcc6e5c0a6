package org.yuanjian.face;

import java.time.Instant;

/// One picture of a challenge.
///
/// @param session of the person whose camera took it
/// @param at when it came, by our clock
/// @param pose how the head is held there
/// @param template the face there
public record PresenceFrame(String session, Instant at, HeadPose pose, FaceTemplate template) {}
