package org.yuanjian.relay.rtsp.client;

import java.util.Locale;
import org.yuanjian.media.rtsp.RtspHeaders;

/// The Session field a camera sets: `id;timeout=seconds` (RFC 2326 §12.37).
///
/// @param id empty where the camera names none; requests then go without the field
/// @param timeoutSeconds after how long without a request the camera forgets the session
record SessionField(String id, int timeoutSeconds) {
    static final SessionField NONE = new SessionField("", 60);
    private static final int MIN_SECONDS = 2;
    private static final int MAX_SECONDS = 3_600;
    private static final String TIMEOUT = "timeout=";

    /// What `field` says; what it leaves out stays as it was.
    SessionField updated(String field) {
        String[] parts = field.split(";", -1);
        int timeout = timeoutSeconds;
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
            if (parameter.startsWith(TIMEOUT)) {
                timeout = seconds(parameter.substring(TIMEOUT.length()).strip());
            }
        }
        return new SessionField(parts[0].strip(), timeout);
    }

    private int seconds(String digits) {
        boolean number =
                !digits.isEmpty()
                        && digits.length() < 9
                        && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number
                ? Math.clamp(Integer.parseInt(digits), MIN_SECONDS, MAX_SECONDS)
                : timeoutSeconds;
    }

    /// Fields of a request within this session.
    RtspHeaders headers() {
        RtspHeaders headers = new RtspHeaders();
        return id.isEmpty() ? headers : headers.add("Session", id);
    }
}
