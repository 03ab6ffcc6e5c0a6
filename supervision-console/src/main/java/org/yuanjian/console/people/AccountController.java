package org.yuanjian.console.people;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yuanjian.console.access.Needs;
import org.yuanjian.console.access.Reach;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.access.Rights;
import org.yuanjian.console.account.Account;
import org.yuanjian.console.account.AccountRole;
import org.yuanjian.console.account.AccountStore;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.page.IdCursor;
import org.yuanjian.console.problem.ProblemException;
import org.yuanjian.console.session.Factors;

/// Lets administrators keep the accounts of their region.
@RestController
final class AccountController {
    private static final int LONGEST_FULL_NAME = 64;

    private final AccountDesk desk;
    private final Subjects subjects;
    private final AccountStore accounts;
    private final Factors factors;
    private final Rights rights;
    private final Reach reach;

    AccountController(
            AccountDesk desk,
            Subjects subjects,
            AccountStore accounts,
            Factors factors,
            Rights rights,
            Reach reach) {
        this.desk = desk;
        this.subjects = subjects;
        this.accounts = accounts;
        this.factors = factors;
        this.rights = rights;
        this.reach = reach;
    }

    /// @param hasFactor whether it has a second factor
    /// @param rights keys of what it may do somewhere
    record Row(Account account, boolean hasFactor, Set<String> rights) {}

    /// @param next what to ask for next with `after`; null at the end
    record Page(List<Row> accounts, @Nullable String next) {}

    /// @param subject who it is at the other service; empty for nobody, null as it is
    record Draft(
            @Nullable String name,
            @Nullable String fullName,
            @Nullable String role,
            @Nullable String region,
            @Nullable String site,
            @Nullable String subject) {}

    /// @param password to sign in with once; shown only now
    record Made(Account account, String password) {}

    record Wish(@Nullable Boolean disabled) {}

    /// The oldest first. A page may be short, or empty, though others follow: `next` tells.
    @Needs(Right.ACCOUNTS_READ)
    @GetMapping("/api/accounts")
    Page list(@RequestParam(defaultValue = "") String after, Person person) {
        List<Account> page = accounts.after(IdCursor.of(after), IdCursor.PAGE);
        List<Row> rows =
                page.stream()
                        .filter(account -> reach.reaches(person, account.region()))
                        .map(this::row)
                        .toList();
        return new Page(rows, IdCursor.next(page, IdCursor.PAGE, Account::id));
    }

    @Needs(Right.ACCOUNTS_READ)
    @GetMapping("/api/accounts/{id}")
    Row account(@PathVariable String id, Person person) {
        return row(reach.account(person, Right.ACCOUNTS_READ, id));
    }

    private Row row(Account account) {
        return new Row(
                account,
                factors.held(account.id()).isAny(),
                rights.anywhere(account).stream().map(Right::key).collect(Collectors.toSet()));
    }

    @Needs(Right.ACCOUNTS)
    @PostMapping("/api/accounts")
    @ResponseStatus(HttpStatus.CREATED)
    Made add(@RequestBody Draft body, Person person) {
        AccountStore.Draft draft = draft(body, text(body.name()), person);
        if (!Account.isName(draft.name())) {
            throw refused("ACCOUNT_NAME", "A name of 2 to 64 letters and digits");
        }
        Optional<String> subject = subjects.read(body.subject(), "");
        Made made =
                desk.add(draft, person)
                        .orElseThrow(() ->
                                new ProblemException(
                                        HttpStatus.CONFLICT,
                                        "NAME_TAKEN",
                                        "There is one of that name"));
        return subject.map(one -> new Made(desk.bind(made.account(), one, person), made.password()))
                .orElse(made);
    }

    @Needs(Right.ACCOUNTS)
    @PutMapping("/api/accounts/{id}")
    Row change(@PathVariable String id, @RequestBody Draft body, Person person) {
        Account account = other(person, id);
        AccountStore.Draft draft = draft(body, account.name(), person);
        keepAdministrator(account, draft.role() != AccountRole.ADMINISTRATOR);
        Optional<String> subject = subjects.read(body.subject(), account.id());
        desk.change(account, draft, person);
        subject.ifPresent(one -> desk.bind(account, one, person));
        return row(accounts.account(id).orElseThrow());
    }

    @Needs(Right.ACCOUNTS)
    @PutMapping("/api/accounts/{id}/state")
    Row state(@PathVariable String id, @RequestBody Wish body, Person person) {
        Account account = other(person, id);
        boolean disabled = Boolean.TRUE.equals(body.disabled());
        keepAdministrator(account, disabled);
        desk.disable(account, disabled, person);
        return row(accounts.account(id).orElseThrow());
    }

    /// A password to sign in with once; every session of the account ends.
    @Needs(Right.ACCOUNTS)
    @PostMapping("/api/accounts/{id}/password")
    Made password(@PathVariable String id, Person person) {
        Account account = other(person, id);
        return new Made(account, desk.freshPassword(account, person.actor()));
    }

    /// Takes all second factors away, for who has lost them.
    @Needs(Right.ACCOUNTS)
    @PostMapping("/api/accounts/{id}/factors/remove")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeFactors(@PathVariable String id, Person person) {
        desk.removeFactors(other(person, id), person.actor());
    }

    /// Nobody administers themselves, nor those who read what administrators do.
    private Account other(Person person, String id) {
        Account account = reach.account(person, Right.ACCOUNTS, id);
        if (account.role() == AccountRole.AUDITOR) {
            throw auditors();
        }
        if (account.id().equals(person.accountId())) {
            throw new ProblemException(
                    HttpStatus.CONFLICT, "OWN_ACCOUNT", "Somebody else has to do this");
        }
        return account;
    }

    private static ProblemException auditors() {
        return new ProblemException(
                HttpStatus.FORBIDDEN,
                "AUDITORS",
                "Accounts of auditors are kept at the machine itself");
    }

    private void keepAdministrator(Account account, boolean loses) {
        boolean isOne = account.role() == AccountRole.ADMINISTRATOR && !account.disabled();
        if (loses && isOne && accounts.count(AccountRole.ADMINISTRATOR) <= 1) {
            throw new ProblemException(
                    HttpStatus.CONFLICT, "LAST_ADMINISTRATOR", "It is the last administrator");
        }
    }

    private AccountStore.Draft draft(Draft body, String name, Person person) {
        String fullName = text(body.fullName());
        AccountRole role =
                AccountRole.of(text(body.role()))
                        .orElseThrow(() -> refused("ACCOUNT_ROLE", "No such role"));
        if (role == AccountRole.AUDITOR && !mayMakeAuditor(person)) {
            throw auditors();
        }
        if (fullName.isEmpty() || fullName.length() > LONGEST_FULL_NAME) {
            throw refused("ACCOUNT_FULL_NAME", "A name of 1 to 64 characters");
        }
        String region = text(body.region());
        String site = text(body.site());
        reach.requireRegion(person, region);
        if (!site.isEmpty() && !reach.site(person, site).region().equals(region)) {
            throw refused("ACCOUNT_SITE", "The site lies in another region");
        }
        if (role == AccountRole.OFFICER && site.isEmpty()) {
            throw refused("ACCOUNT_SITE", "An officer belongs to a site");
        }
        return new AccountStore.Draft(name, fullName, role, region, site);
    }

    /// Only the first one.
    private boolean mayMakeAuditor(Person person) {
        return rights.isWhole(person.account())
                && accounts.all().stream().noneMatch(one -> one.role() == AccountRole.AUDITOR);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    private static ProblemException refused(String kind, String title) {
        return new ProblemException(HttpStatus.UNPROCESSABLE_CONTENT, kind, title);
    }
}
