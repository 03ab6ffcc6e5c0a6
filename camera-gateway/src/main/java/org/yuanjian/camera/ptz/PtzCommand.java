package org.yuanjian.camera.ptz;

import java.time.Instant;

/// Something that was done to a camera, for the record.
///
/// @param point its code
/// @param person who; `gateway` where nobody did
/// @param reason why pictures were looked at
/// @param action `move`, `stop`, `go`, `keep`, `remove` or `home`
/// @param detail speed, preset or name
/// @param result `ok`, or what was in the way
public record PtzCommand(
        String point,
        String person,
        String reason,
        String action,
        String detail,
        String result,
        Instant at) {}
