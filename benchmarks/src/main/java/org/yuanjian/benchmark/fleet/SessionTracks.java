package org.yuanjian.benchmark.fleet;

import org.jspecify.annotations.Nullable;

/// What a client set up before it said PLAY.
///
/// @param video null if it did not want pictures
/// @param sound null if it did not want sound
record SessionTracks(MediaPort port, @Nullable RtpTrack video, @Nullable SoundTrack sound) {}
