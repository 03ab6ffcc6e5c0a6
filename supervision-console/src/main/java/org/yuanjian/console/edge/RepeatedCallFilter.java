package org.yuanjian.console.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.yuanjian.camera.credential.CredentialVault;
import org.yuanjian.camera.credential.VaultException;
import org.yuanjian.console.problem.ProblemException;
import org.yuanjian.console.problem.ProblemWriter;

/// Does a POST with an `Idempotency-Key` once, however often it comes: the same key gets the same
/// answer for a day. Answers may hold secrets that are told once, so the vault seals them. Stands
/// behind the security filters.
final class RepeatedCallFilter extends OncePerRequestFilter {
    private static final String HEADER = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[!-~]{1,200}");

    /// No call takes so long: who began it was stopped in the middle.
    private static final Duration LOST = Duration.ofMinutes(5);

    private final RepeatedCallStore store;
    private final CredentialVault vault;
    private final InstantSource clock;
    private final ProblemWriter problems;

    RepeatedCallFilter(
            RepeatedCallStore store,
            CredentialVault vault,
            InstantSource clock,
            ProblemWriter problems) {
        this.store = store;
        this.vault = vault;
        this.clock = clock;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        @Nullable String key = request.getHeader(HEADER);
        Optional<Caller> caller = Caller.of(request);
        if (key == null || caller.isEmpty() || !HttpMethod.POST.matches(request.getMethod())) {
            chain.doFilter(request, response);
            return;
        }
        try {
            once(key, caller.get(), new Exchange(request, response, chain));
        } catch (ProblemException e) {
            problems.write(response, e);
        }
    }

    /// A call and what would carry it out.
    private record Exchange(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain) {}

    private void once(String key, Caller caller, Exchange exchange)
            throws ServletException, IOException {
        if (!KEY.matcher(key).matches()) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST, "IDEMPOTENCY_KEY", "A key of 1 to 200 characters");
        }
        ReadRequest read = new ReadRequest(exchange.request());
        RepeatedCall call =
                new RepeatedCall(
                        caller.person(),
                        key,
                        "POST " + exchange.request().getRequestURI(),
                        read.digest());
        Optional<KeptCall> before = store.begin(call, clock.instant());
        if (before.isPresent()) {
            repeat(call, before.get(), exchange.response());
        } else {
            carryOut(call, read, exchange);
        }
    }

    private void carryOut(RepeatedCall call, ReadRequest request, Exchange exchange)
            throws ServletException, IOException {
        ContentCachingResponseWrapper answer =
                new ContentCachingResponseWrapper(exchange.response());
        boolean isDone = false;
        try {
            exchange.chain().doFilter(request, answer);
            isDone = answer.getStatus() < HttpStatus.INTERNAL_SERVER_ERROR.value();
        } finally {
            if (isDone) {
                String text = KeptAnswer.of(answer).map(KeptAnswer::text).orElse("");
                store.finish(
                        call,
                        answer.getStatus(),
                        text.isEmpty() ? "" : vault.seal(text, call.owner()));
            } else {
                store.forget(call);
            }
        }
        answer.copyBodyToResponse();
    }

    private void repeat(RepeatedCall call, KeptCall before, HttpServletResponse response)
            throws IOException {
        if (!before.digest().equals(call.digest())) {
            throw new ProblemException(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "IDEMPOTENCY_REUSE",
                    "The key was used with another body");
        }
        if (before.status() == 0) {
            boolean isLost = before.at().plus(LOST).isBefore(clock.instant());
            throw conflict(isLost ? "IDEMPOTENCY_UNKNOWN" : "IDEMPOTENCY_RUNNING");
        }
        if (before.answer().isEmpty()) {
            throw conflict("IDEMPOTENCY_UNKNOWN");
        }
        try {
            KeptAnswer.read(vault.open(before.answer(), call.owner()))
                    .send(before.status(), response);
        } catch (VaultException e) {
            throw conflict("IDEMPOTENCY_UNKNOWN");
        }
    }

    private static ProblemException conflict(String kind) {
        return new ProblemException(
                HttpStatus.CONFLICT, kind, "The call was begun, its answer is not there");
    }
}
