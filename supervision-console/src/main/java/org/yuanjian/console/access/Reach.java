package org.yuanjian.console.access;

import java.util.function.Predicate;
import org.springframework.http.HttpStatus;
import org.yuanjian.camera.registry.PointList;
import org.yuanjian.camera.registry.Site;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.console.account.Account;
import org.yuanjian.console.account.AccountStore;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.problem.ProblemException;

/// How far somebody's rights over accounts, regions and sites reach. What lies outside answers as
/// if there were no such thing. Any thread.
public final class Reach {
    private final Rights rights;
    private final AccountStore accounts;

    public Reach(Rights rights, AccountStore accounts) {
        this.rights = rights;
        this.accounts = accounts;
    }

    /// The account, if the person has the right and the account's region lies in their own.
    ///
    /// @throws ProblemException 403 without the right, 404 for an account out of reach
    public Account account(Person person, Right right, String id) {
        rights.require(person, right);
        return accounts.account(id)
                .filter(account -> reaches(person, account.region()))
                .orElseThrow(() ->
                        new ProblemException(
                                HttpStatus.NOT_FOUND, "UNKNOWN_ACCOUNT", "No such account"));
    }

    /// Whether a region is the person's own or lies in it; in the simulator of rights, for both.
    public boolean reaches(Person person, String region) {
        return reaches(person.account(), region) && reaches(person.viewer(), region);
    }

    private boolean reaches(Account own, String region) {
        return own.site().isEmpty() && rights.list().contains(own.region(), region);
    }

    /// A restriction of oneself is for somebody else to lift, and one of everybody for who made it
    /// or for somebody above them.
    ///
    /// @throws ProblemException 409 for one that is not the person's to lift
    public void requireMayLift(Person person, Grant grant) {
        if (!mayLift(person, grant)) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "OWN_RESTRICTION",
                    "It restricts you: somebody else has to do this");
        }
    }

    /// A restriction is not lifted by way of the place it names.
    ///
    /// @throws ProblemException 409 where a restriction names it that is not the person's to lift
    public void requireMayChange(Person person, Grant.Place place) {
        rights.restrictions(place).forEach(grant -> requireMayLift(person, grant));
    }

    private boolean mayLift(Person person, Grant grant) {
        boolean isOwn = grant.account().equals(person.accountId());
        boolean isEverybodys = grant.account().isEmpty() && !isFromBelow(person, grant.grantedBy());
        return grant.allows() || !(isOwn || isEverybodys);
    }

    /// Points at which something is withheld that the person may not lift: their cameras are not
    /// shown elsewhere, under another code, by that person.
    public Predicate<VideoPoint> withheld(Person person) {
        return rights.restrictions(person.account(), grant -> !mayLift(person, grant))::isTaken;
    }

    /// Whether an account is the person's own, or one of a region within theirs.
    private boolean isFromBelow(Person person, String id) {
        return id.equals(person.accountId())
                || accounts.account(id)
                        .map(Account::region)
                        .filter(region -> !region.equals(person.account().region()))
                        .filter(region -> reaches(person, region))
                        .isPresent();
    }

    /// @throws ProblemException 404 for a region that is unknown or out of reach
    public void requireRegion(Person person, String region) {
        if (!reaches(person, region)) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "UNKNOWN_REGION", "No such region");
        }
    }

    /// The site, if it lies in the person's region.
    ///
    /// @throws ProblemException 404 for one that is unknown or out of reach
    public Site site(Person person, String id) {
        PointList list = rights.list();
        Account own = person.account();
        return list.sites().stream()
                .filter(site -> site.id().equals(id))
                .filter(site ->
                        own.site().isEmpty()
                                ? list.contains(own.region(), site.region())
                                : own.site().equals(site.id()))
                .findFirst()
                .orElseThrow(() ->
                        new ProblemException(HttpStatus.NOT_FOUND, "UNKNOWN_SITE", "No such site"));
    }
}
