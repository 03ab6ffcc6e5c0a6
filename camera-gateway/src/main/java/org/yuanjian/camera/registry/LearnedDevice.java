package org.yuanjian.camera.registry;

import java.util.List;

/// What a device told of itself, to be kept in the registry.
///
/// @param device its id
/// @param rtspPort where its streams are; 0 if it told none
/// @param inventory what it says it is
/// @param channels those of its points whose paths were not known
public record LearnedDevice(
        String device, int rtspPort, Device.Inventory inventory, List<LearnedChannel> channels) {

    /// The streams of a point.
    ///
    /// @param subPath empty where there is none
    public record LearnedChannel(String code, String mainPath, String subPath) {}

    public LearnedDevice {
        channels = List.copyOf(channels);
    }
}
