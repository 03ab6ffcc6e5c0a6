package org.yuanjian.console.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.filter.OncePerRequestFilter;
import org.yuanjian.console.account.CallerNetwork;
import org.yuanjian.console.problem.ProblemException;
import org.yuanjian.console.problem.ProblemWriter;
import org.yuanjian.console.setting.CallSettings;

/// Turns away who calls too often: a session, or an address where nobody is signed in. Stands in
/// the security filters, behind what says who it is and before what lets them in.
final class CallRateFilter extends OncePerRequestFilter {
    private final CallRates sessions;
    private final CallRates addresses;
    private final InstantSource clock;
    private final ProblemWriter problems;

    CallRateFilter(CallSettings settings, InstantSource clock, ProblemWriter problems) {
        this.sessions = new CallRates(settings.perSecond(), settings.burst());
        this.addresses = new CallRates(settings.addressPerSecond(), settings.addressBurst());
        this.clock = clock;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Caller> caller = Caller.of(request);
        Duration wait =
                caller.isPresent()
                        ? sessions.take(caller.get().session(), clock.instant())
                        : addresses.take(
                                CallerNetwork.of(request.getRemoteAddr()), clock.instant());
        if (wait.isZero()) {
            chain.doFilter(request, response);
        } else {
            refuse(response, wait);
        }
    }

    private void refuse(HttpServletResponse response, Duration wait) throws IOException {
        long seconds = wait.toSeconds() + 1;
        ProblemDetail detail =
                ProblemException.detail(
                        HttpStatus.TOO_MANY_REQUESTS, "TOO_MANY_CALLS", "Too many calls");
        detail.setProperty("seconds", seconds);
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        problems.write(response, detail);
    }
}
