package org.yuanjian.console.edge;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/// Says in the shape of all errors what the web server itself refuses, before any of ours is asked:
/// what is no HTTP, too long a head, a path that cannot be decoded.
public final class ProblemReportValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int code = response.getStatus();
        if (code < HttpStatus.BAD_REQUEST.value()
                || response.getContentWritten() > 0
                || !response.setErrorReported()) {
            return;
        }
        HttpStatus known = HttpStatus.resolve(code);
        HttpStatus status = known == null ? HttpStatus.BAD_REQUEST : known;
        try {
            response.setContentType("application/problem+json");
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            Writer out = response.getReporter();
            if (out != null) {
                out.write(
                        "{\"title\":\"%s\",\"status\":%d,\"kind\":\"%s\"}"
                                .formatted(
                                        status.getReasonPhrase(),
                                        code,
                                        status.is5xxServerError() ? "INTERNAL" : status.name()));
                response.finishResponse();
            }
        } catch (IOException e) {
            // Who asked has gone.
        }
    }
}
