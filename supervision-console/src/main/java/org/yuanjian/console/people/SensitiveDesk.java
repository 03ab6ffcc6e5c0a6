package org.yuanjian.console.people;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.access.Rights;
import org.yuanjian.console.access.Scope;
import org.yuanjian.console.access.SensitiveStore;
import org.yuanjian.console.access.SensitiveStore.Ask;
import org.yuanjian.console.access.SensitiveStore.Mark;
import org.yuanjian.console.account.Account;
import org.yuanjian.console.account.AccountStore;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.AuditTrail;
import org.yuanjian.console.notice.Notice;
import org.yuanjian.console.notice.NoticeBoard;
import org.yuanjian.console.page.IdCursor;
import org.yuanjian.console.problem.ProblemException;
import org.yuanjian.console.session.SignIn;

/// Carries out what two people decide about a sensitive point. Any thread.
final class SensitiveDesk {
    private static final Duration ALLOWED = Duration.ofMinutes(30);
    private static final Duration LISTED = Duration.ofDays(1);

    private final SensitiveStore store;
    private final Rights rights;
    private final AccountStore accounts;
    private final SignIn signIn;
    private final AuditTrail audit;
    private final NoticeBoard notices;
    private final InstantSource clock;

    /// @param signIn hears of rights that changed
    record Around(
            SensitiveStore store,
            Rights rights,
            AccountStore accounts,
            SignIn signIn,
            AuditTrail audit,
            NoticeBoard notices,
            InstantSource clock) {}

    SensitiveDesk(Around around) {
        this.store = around.store();
        this.rights = around.rights();
        this.accounts = around.accounts();
        this.signIn = around.signIn();
        this.audit = around.audit();
        this.notices = around.notices();
        this.clock = around.clock();
    }

    List<Mark> marks(Scope scope) {
        return store.marks().stream()
                .filter(mark -> scope.list().point(mark.point()).filter(scope::covers).isPresent())
                .toList();
    }

    void mark(String code, String words, Person person) {
        audit.append(event(person, code, "marked").because("", words));
        store.mark(code, words, person.accountId());
        signIn.rightsChanged("");
    }

    void unmark(String code, Person person) {
        audit.append(event(person, code, "unmarked"));
        if (!store.unmark(code)) {
            throw new ProblemException(
                    HttpStatus.NOT_FOUND, "NOT_SENSITIVE", "The point is not marked");
        }
    }

    private static AuditEvent event(Person person, String code, String change) {
        return AuditEvent.done(AuditKind.TWO_PERSON, person.actor(), code).with("change", change);
    }

    SensitiveController.Page asks(Person person, String before) {
        List<Ask> page = store.since(clock.instant().minus(LISTED), before, IdCursor.PAGE);
        List<SensitiveController.Row> rows =
                page.stream()
                        .filter(ask ->
                                ask.account().equals(person.accountId()) || mayAnswer(person, ask))
                        .filter(ask -> !person.isSimulated() || sees(person.viewer(), ask))
                        .map(this::row)
                        .toList();
        return new SensitiveController.Page(rows, IdCursor.next(page, IdCursor.PAGE, Ask::id));
    }

    private boolean sees(Account viewer, Ask ask) {
        return rights.refusal(viewer, Right.SEE, ask.point()).isEmpty();
    }

    /// Whoever asks is never the second person.
    private boolean mayAnswer(Person person, Ask ask) {
        return !ask.account().equals(person.accountId())
                && rights.refusal(person.account(), Right.APPROVE, ask.point()).isEmpty();
    }

    private SensitiveController.Row row(Ask ask) {
        return new SensitiveController.Row(
                ask,
                accounts.account(ask.account()).map(Account::fullName).orElse(""),
                rights.list()
                        .point(ask.point())
                        .map(point -> point.site().name() + " " + point.name())
                        .orElse(ask.point()));
    }

    SensitiveController.Row ask(String code, String words, Person person) {
        audit.append(event(person, code, "asked").because("", words));
        Ask ask = store.ask(code, person.accountId(), words);
        notices.post(
                new Notice(
                        "view_request",
                        region(code),
                        code,
                        Map.of("request", ask.id(), "name", person.account().fullName())));
        return row(ask);
    }

    private String region(String code) {
        return rights.list()
                .point(code)
                .map(VideoPoint::site)
                .map(site -> site.region())
                .orElse("");
    }

    SensitiveController.Row answer(String id, boolean allow, Person person) {
        Ask ask =
                store.asked(id)
                        .filter(found -> mayAnswer(person, found))
                        .orElseThrow(() ->
                                new ProblemException(
                                        HttpStatus.NOT_FOUND,
                                        "UNKNOWN_REQUEST",
                                        "No such request"));
        Ask.Answer answer = allow ? Ask.Answer.GIVEN : Ask.Answer.REFUSED;
        audit.append(
                event(person, ask.point(), answer.key())
                        .with("request", id)
                        .with("account", ask.account()));
        if (!store.answer(id, answer, person.accountId(), clock.instant().plus(ALLOWED))) {
            throw new ProblemException(HttpStatus.CONFLICT, "ANSWERED", "It was answered before");
        }
        notices.post(
                new Notice(
                        "view_answer",
                        region(ask.point()),
                        ask.point(),
                        Map.of("request", id, "answer", answer.key(), "account", ask.account())));
        signIn.rightsChanged(ask.account());
        return row(store.asked(id).orElseThrow());
    }
}
