package org.yuanjian.relay.rtsp.client;

import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.rtsp.RtspException;
import org.yuanjian.media.rtsp.RtspException.Kind;
import org.yuanjian.media.rtsp.RtspResponse;

/// Asks the camera something at half the session timeout, so that it keeps the session. Event loop
/// only.
///
/// GET_PARAMETER where the camera speaks it, as some count nothing else, else OPTIONS. An answer
/// that stays out ends nothing: the age of frames tells whether the stream lives.
final class KeepAlive implements AutoCloseable {
    private static final String OPTIONS = "OPTIONS";
    private static final String GET_PARAMETER = "GET_PARAMETER";

    private final RtspConnection connection;
    private final String uri;
    private final SessionField session;
    private boolean speaksGetParameter;
    private @Nullable ScheduledFuture<?> timer;

    KeepAlive(RtspConnection connection, String uri, SessionField session) {
        this.connection = connection;
        this.uri = uri;
        this.session = session;
    }

    /// The first OPTIONS tells whether the camera speaks GET_PARAMETER.
    void start() {
        ask(OPTIONS);
    }

    private void ask(String method) {
        long halfMillis = session.timeoutSeconds() * 500L;
        timer =
                connection
                        .channel()
                        .eventLoop()
                        .schedule(
                                () -> ask(speaksGetParameter ? GET_PARAMETER : OPTIONS),
                                halfMillis,
                                TimeUnit.MILLISECONDS);
        connection.request(method, uri, session.headers(), answer -> answered(method, answer));
    }

    private void answered(String method, RtspResponse answer) {
        if (answer.status() == RtspResponse.SESSION_NOT_FOUND) {
            connection.close(new RtspException(Kind.STATUS, "the camera forgot the session"));
        } else if (method.equals(OPTIONS)) {
            answer.headers()
                    .first("Public")
                    .ifPresent(methods -> speaksGetParameter = methods.contains(GET_PARAMETER));
        } else if (!answer.isSuccess()) {
            // Some cameras list GET_PARAMETER and then decline it.
            speaksGetParameter = false;
        }
    }

    @Override
    public void close() {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
