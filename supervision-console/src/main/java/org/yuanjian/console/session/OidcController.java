package org.yuanjian.console.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.yuanjian.console.access.NeedsNoRight;
import org.yuanjian.console.account.Person.Stage;
import org.yuanjian.console.audit.AuditException;
import org.yuanjian.console.oidc.OidcException;
import org.yuanjian.console.problem.ProblemException;
import org.yuanjian.console.setting.YuanjianSettings;

/// Where browsers leave for another service, and where they come back. A browser opens both by
/// their address, so that every answer sends it on to a page.
@RestController
final class OidcController {
    static final String START = "/api/oidc/start";

    private static final String CALLBACK = "/api/oidc/callback";
    private static final String SIGN_IN = "/sign-in";
    private static final String USUAL_PAGE = "/wall";
    private static final int LONGEST = 2_048;

    /// A page of ours, never another host's.
    private static final Pattern PAGE = Pattern.compile("/(?!/)[A-Za-z0-9/_.~?&=%-]{0,200}");

    private final OidcSignIn oidc;
    private final SignIn signIn;
    private final SessionAnswers answers;
    private final SessionStore sessions;
    private final boolean isOn;

    OidcController(
            OidcSignIn oidc,
            SignIn signIn,
            SessionAnswers answers,
            SessionStore sessions,
            YuanjianSettings settings) {
        this.oidc = oidc;
        this.signIn = signIn;
        this.answers = answers;
        this.sessions = sessions;
        this.isOn = settings.oidc().isOn();
    }

    /// @param back the page that is wanted
    @NeedsNoRight(beforeSignIn = true)
    @GetMapping(START)
    ResponseEntity<Void> start(
            @RequestParam(defaultValue = USUAL_PAGE) String back,
            HttpServletRequest request,
            HttpServletResponse response) {
        requireOn();
        String page = PAGE.matcher(back).matches() ? back : USUAL_PAGE;
        try {
            OidcSignIn.Started started =
                    oidc.start(
                            redirect(request),
                            page,
                            OidcCookie.read(request),
                            request.getRemoteAddr());
            OidcCookie.write(request, response, started.browser());
            return to(started.address());
        } catch (OidcException e) {
            return refused(e.kind().name());
        }
    }

    @NeedsNoRight(beforeSignIn = true)
    @GetMapping(CALLBACK)
    ResponseEntity<Void> callback(
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String error,
            HttpServletRequest request,
            HttpServletResponse response) {
        requireOn();
        OidcSignIn.Arrived arrived = new OidcSignIn.Arrived(fit(state), fit(code), fit(error));
        try {
            OidcSignIn.Landed landed =
                    oidc.finish(
                            arrived,
                            OidcCookie.read(request),
                            redirect(request),
                            SessionAnswers.origin(request));
            SessionCookie.read(request).flatMap(sessions::find).ifPresent(signIn::signOut);
            OidcCookie.remove(request, response);
            answers.cookies(landed.session().token(), request, response);
            return landed(landed);
        } catch (OidcException e) {
            return refused(e.kind().name());
        } catch (AuditException e) {
            return refused("LEDGER_CLOSED");
        }
    }

    private void requireOn() {
        if (!isOn) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "NO_OIDC", "No other service is set");
        }
    }

    private static URI redirect(HttpServletRequest request) {
        return ServletUriComponentsBuilder.fromContextPath(request).path(CALLBACK).build().toUri();
    }

    private static String fit(String text) {
        return text.length() <= LONGEST ? text : "";
    }

    /// A browser sends the strict session cookie with nothing that another site set going, and the
    /// page we send it to here is the end of such a way. It may: that page is the same for
    /// everybody, and what it asks for then, it asks for itself, with the cookie.
    private static ResponseEntity<Void> landed(OidcSignIn.Landed landed) {
        return landed.session().stage() == Stage.OPEN
                ? to(URI.create(landed.back()))
                : to(URI.create(SIGN_IN + "?back=" + encoded(landed.back())));
    }

    private static ResponseEntity<Void> refused(String kind) {
        return to(URI.create(SIGN_IN + "?refused=" + kind));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static ResponseEntity<Void> to(URI address) {
        return ResponseEntity.status(HttpStatus.FOUND).location(address).build();
    }
}
