package org.yuanjian.console.people;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yuanjian.console.access.AccessStore;
import org.yuanjian.console.access.Grant;
import org.yuanjian.console.access.Needs;
import org.yuanjian.console.access.Places;
import org.yuanjian.console.access.Reach;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.account.Account;
import org.yuanjian.console.account.AccountStore;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.page.IdCursor;
import org.yuanjian.console.problem.ProblemException;

/// Lets administrators give rights for a time, and withhold them for a time.
@RestController
final class GrantController {
    /// What may be given beside a role: never what would make an administrator or auditor.
    private static final Set<Right> GIVEN =
            EnumSet.of(
                    Right.LIVE,
                    Right.PTZ,
                    Right.SNAPSHOT,
                    Right.PLAYBACK,
                    Right.EXPORT,
                    Right.MAINTENANCE,
                    Right.FINDINGS,
                    Right.VISITS,
                    Right.REPORTS);

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int SHORTEST_WORDS = 4;
    private static final int LONGEST_WORDS = 200;

    private final GrantDesk desk;
    private final AccessStore store;
    private final AccountStore accounts;
    private final Places places;
    private final Reach reach;
    private final InstantSource clock;

    GrantController(
            GrantDesk desk,
            AccessStore store,
            AccountStore accounts,
            Places places,
            Reach reach,
            InstantSource clock) {
        this.desk = desk;
        this.store = store;
        this.accounts = accounts;
        this.places = places;
        this.reach = reach;
        this.clock = clock;
    }

    /// @param placeKind `region`, `site`, `group` or `point`
    /// @param account id; empty for everybody, restrictions only
    /// @param from now without
    record Wish(
            @Nullable String account,
            @Nullable String right,
            @Nullable Boolean allow,
            @Nullable String placeKind,
            @Nullable String place,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable String words) {}

    /// @param accountName null for everybody
    /// @param placeName as people know it
    record Row(Grant grant, @Nullable String accountName, String placeName, String grantedByName) {}

    /// @param next what to ask for next with `before`; null at the end
    record Page(List<Row> grants, @Nullable String next) {}

    /// The newest first. A page may be short, or empty, though others follow: `next` tells.
    @Needs(Right.ACCOUNTS_READ)
    @GetMapping("/api/grants")
    Page list(@RequestParam(defaultValue = "") String before, Person person) {
        List<Grant> page = store.standing(clock.instant(), IdCursor.of(before), IdCursor.PAGE);
        List<Row> rows =
                page.stream()
                        .filter(grant -> places.reaches(person, grant.place()))
                        .map(this::row)
                        .toList();
        return new Page(rows, IdCursor.next(page, IdCursor.PAGE, Grant::id));
    }

    private Row row(Grant grant) {
        return new Row(
                grant,
                accounts.account(grant.account()).map(Account::name).orElse(null),
                places.name(grant.place()),
                accounts.account(grant.grantedBy()).map(Account::name).orElse(""));
    }

    @Needs(Right.ACCOUNTS)
    @PostMapping("/api/grants")
    @ResponseStatus(HttpStatus.CREATED)
    Row add(@RequestBody Wish wish, Person person) {
        boolean allows = !Boolean.FALSE.equals(wish.allow());
        Right right =
                Right.of(text(wish.right()))
                        .filter(GIVEN::contains)
                        .orElseThrow(() -> refused("GRANT_RIGHT", "No right that can be given"));
        Grant.Place place = places.place(person, text(wish.placeKind()), text(wish.place()));
        Instant now = clock.instant();
        Instant from = wish.from() == null || wish.from().isBefore(now) ? now : wish.from();
        if (wish.until() == null
                || !wish.until().isAfter(from)
                || wish.until().isAfter(now.plus(LONGEST))) {
            throw refused("GRANT_UNTIL", "An end within a year");
        }
        Grant.Cause cause = allows ? Grant.Cause.GIVEN : Grant.Cause.RESTRICTION;
        String account = account(wish, person, allows);
        return row(
                desk.add(
                        new Grant(
                                "",
                                account,
                                right,
                                allows,
                                place,
                                from,
                                wish.until(),
                                cause,
                                words(wish.words()),
                                person.accountId(),
                                null),
                        person.actor()));
    }

    private String account(Wish wish, Person person, boolean allows) {
        String id = text(wish.account());
        if (id.isEmpty() && !allows) {
            return "";
        }
        Account account = reach.account(person, Right.ACCOUNTS, id);
        if (account.id().equals(person.accountId())) {
            throw new ProblemException(
                    HttpStatus.CONFLICT, "OWN_ACCOUNT", "Somebody else has to do this");
        }
        return account.id();
    }

    @Needs(Right.ACCOUNTS)
    @DeleteMapping("/api/grants/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable String id, Person person) {
        Grant grant =
                store.grant(id)
                        .filter(found -> places.reaches(person, found.place()))
                        .orElseThrow(GrantController::unknown);
        reach.requireMayLift(person, grant);
        if (!desk.revoke(grant, person.actor())) {
            throw unknown();
        }
    }

    /// Takes a right for half an hour where there is none, and says so at once to those who answer
    /// for the place.
    @Needs(Right.BREAK_GLASS)
    @PostMapping("/api/break-glass")
    @ResponseStatus(HttpStatus.CREATED)
    Row breakGlass(@RequestBody Wish wish, Person person) {
        Grant.Place place = places.anyPlace(text(wish.placeKind()), text(wish.place()));
        return row(desk.breakGlass(place, words(wish.words()), person));
    }

    static String words(@Nullable String text) {
        String words = text(text);
        if (words.length() < SHORTEST_WORDS || words.length() > LONGEST_WORDS) {
            throw refused("WORDS", "4 to 200 characters that say why");
        }
        return words;
    }

    static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    static ProblemException refused(String kind, String title) {
        return new ProblemException(HttpStatus.UNPROCESSABLE_CONTENT, kind, title);
    }

    private static ProblemException unknown() {
        return new ProblemException(HttpStatus.NOT_FOUND, "UNKNOWN_GRANT", "No such grant");
    }
}
