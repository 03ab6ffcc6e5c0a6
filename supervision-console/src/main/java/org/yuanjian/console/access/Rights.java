package org.yuanjian.console.access;

import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.yuanjian.camera.registry.PointList;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.registry.Region;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.console.account.Account;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.problem.ProblemException;

/// Answers whether somebody may do something somewhere, as accounts, grants and points are now. Any
/// thread.
public final class Rights {
    private final PointRegistry points;
    private final AccessStore grants;
    private final GroupStore groups;
    private final SensitiveStore sensitive;
    private final InstantSource clock;

    public Rights(
            PointRegistry points,
            AccessStore grants,
            GroupStore groups,
            SensitiveStore sensitive,
            InstantSource clock) {
        this.points = points;
        this.grants = grants;
        this.groups = groups;
        this.sensitive = sensitive;
        this.clock = clock;
    }

    /// Why something may not be done at a point.
    public enum Refusal {
        /// There is no such point for this account.
        UNKNOWN,
        /// The account has not this right.
        NOT_ALLOWED,
        /// It is withheld for a time.
        RESTRICTED,
        /// A second person has to allow it.
        NEEDS_SECOND
    }

    /// Where the person has the right: in the simulator of rights only where who really sits there
    /// has it as well.
    public Scope scope(Person person, Right right) {
        Scope shown = scope(person.account(), right);
        return person.isSimulated() ? shown.within(scope(person.viewer(), right)) : shown;
    }

    /// Where the account has the right.
    public Scope scope(Account account, Right right) {
        Instant now = clock.instant();
        List<Grant> all = grants.current(account.id(), now);
        return scope(account, right, all);
    }

    private Scope scope(Account account, Right right, List<Grant> all) {
        List<Grant> ofRight =
                all.stream()
                        .filter(grant ->
                                grant.right() == right || (right == Right.SEE && grant.allows()))
                        .toList();
        boolean byRole = RoleRights.of(account.role()).contains(right);
        return new Scope(points.list(), account, byRole, ofRight, members(ofRight), null);
    }

    private Map<String, Set<String>> members(List<Grant> grants) {
        Map<String, Set<String>> members = new HashMap<>();
        grants.stream()
                .map(Grant::place)
                .filter(place -> place.kind() == Grant.Place.Kind.GROUP)
                .forEach(place -> members.computeIfAbsent(place.id(), groups::points));
        return members;
    }

    /// Those of a place that are not over.
    List<Grant> restrictions(Grant.Place place) {
        return grants.restrictions(place, clock.instant());
    }

    /// Where something is withheld from the account, whatever it is.
    ///
    /// @param counted those of the restrictions that are asked for
    Scope restrictions(Account account, Predicate<Grant> counted) {
        List<Grant> taken =
                grants.current(account.id(), clock.instant()).stream()
                        .filter(grant -> !grant.allows())
                        .filter(counted)
                        .toList();
        return new Scope(points.list(), account, false, taken, members(taken), null);
    }

    /// Rights the account has somewhere.
    public Set<Right> anywhere(Account account) {
        Set<Right> rights = EnumSet.copyOf(RoleRights.of(account.role()));
        if (!isWhole(account)) {
            rights.removeIf(Right::isWhole);
        }
        grants.current(account.id(), clock.instant()).stream()
                .filter(Grant::allows)
                .forEach(grant -> rights.add(grant.right()));
        return rights;
    }

    /// Whether the account is one for all regions.
    public boolean isWhole(Account account) {
        return points.list()
                .region(account.region())
                .filter(region -> region.level() == Region.Level.PROVINCE)
                .isPresent();
    }

    /// Why the account may not do this at that point; empty if it may.
    public Optional<Refusal> refusal(Account account, Right right, String code) {
        List<Grant> all = grants.current(account.id(), clock.instant());
        Optional<VideoPoint> point = points.list().point(code);
        if (point.isEmpty() || !scope(account, Right.SEE, all).isGiven(point.get())) {
            return Optional.of(Refusal.UNKNOWN);
        }
        Scope scope = scope(account, right, all);
        if (!scope.isGiven(point.get())) {
            return Optional.of(Refusal.NOT_ALLOWED);
        }
        if (scope.isTaken(point.get())) {
            return Optional.of(Refusal.RESTRICTED);
        }
        return right.showsPeople() && needsSecond(account, code, all, scope)
                ? Optional.of(Refusal.NEEDS_SECOND)
                : Optional.empty();
    }

    private boolean needsSecond(Account account, String code, List<Grant> all, Scope scope) {
        if (!isSensitive(code) || sensitive.isAllowed(code, account.id())) {
            return false;
        }
        List<Grant> glass =
                all.stream().filter(grant -> grant.cause() == Grant.Cause.BREAK_GLASS).toList();
        Scope broken = new Scope(scope.list(), account, false, glass, scope.groups(), null);
        return scope.list().point(code).filter(broken::isGiven).isEmpty();
    }

    /// In the simulator of rights, of both.
    ///
    /// @throws ProblemException 404 for a point of somebody else, 403 for one's own
    public void require(Person person, Right right, String code) {
        accounts(person)
                .flatMap(account -> refusal(account, right, code).stream())
                .findFirst()
                .ifPresent(refusal -> {
                    throw problem(refusal);
                });
    }

    /// @throws ProblemException 403
    public void require(Person person, Right right) {
        if (!accounts(person).allMatch(account -> anywhere(account).contains(right))) {
            throw problem(Refusal.NOT_ALLOWED);
        }
    }

    private static Stream<Account> accounts(Person person) {
        return person.isSimulated()
                ? Stream.of(person.account(), person.viewer())
                : Stream.of(person.account());
    }

    /// As a caller is told of it.
    public static ProblemException problem(Refusal refusal) {
        return switch (refusal) {
            case UNKNOWN ->
                    new ProblemException(HttpStatus.NOT_FOUND, "UNKNOWN_POINT", "No such point");
            case NOT_ALLOWED ->
                    new ProblemException(HttpStatus.FORBIDDEN, "NOT_ALLOWED", "Not allowed");
            case RESTRICTED ->
                    new ProblemException(
                            HttpStatus.FORBIDDEN, "RESTRICTED", "Not allowed for some time");
            case NEEDS_SECOND ->
                    new ProblemException(
                            HttpStatus.FORBIDDEN,
                            "NEEDS_SECOND",
                            "A second person has to allow it");
        };
    }

    /// Whether the point needs two people, or another one of the same device, in use or not: under
    /// whichever code, a device may show the same picture.
    public boolean isSensitive(String code) {
        Set<String> codes = new HashSet<>(Set.of(code));
        PointList list = points.list();
        list.known(code)
                .flatMap(VideoPoint::feed)
                .map(feed -> list.ofDevice(feed.device()))
                .ifPresent(shown -> shown.forEach(point -> codes.add(point.code())));
        return sensitive.isAnySensitive(codes);
    }

    public PointList list() {
        return points.list();
    }
}
