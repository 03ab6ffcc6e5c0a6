package org.yuanjian.benchmark.fleet;

import java.util.List;
import java.util.Optional;

/// What answers at one address: a camera, or a recorder with the cameras that hang on it.
///
/// @param cameras at least one
record SimulatedHost(List<SimulatedCamera> cameras) {
    /// The one whose account, login and manners are the host's.
    SimulatedCamera first() {
        return cameras.getFirst();
    }

    /// The camera whose stream a URL means.
    Optional<SimulatedCamera> camera(String uri) {
        return cameras.stream().filter(camera -> camera.stream(uri).isPresent()).findFirst();
    }
}
