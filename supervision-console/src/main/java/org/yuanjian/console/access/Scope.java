package org.yuanjian.console.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yuanjian.camera.registry.PointList;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.console.account.Account;

/// Where one account has one right, as the registry and its grants stood at one moment.
///
/// @param byRole whether its role gives the right in its own region
/// @param grants of this right that count now
/// @param groups codes of the points of each group that a grant names
/// @param limit what it goes no further than; null for nothing
public record Scope(
        PointList list,
        Account account,
        boolean byRole,
        List<Grant> grants,
        Map<String, Set<String>> groups,
        @Nullable Scope limit) {

    /// The same, but no further than another one.
    Scope within(Scope other) {
        return new Scope(list, account, byRole, grants, groups, other);
    }

    /// Whether the right is had at this point, a restriction counting more than a permission.
    public boolean covers(VideoPoint point) {
        return isGiven(point) && !isTaken(point) && (limit == null || limit.covers(point));
    }

    boolean isGiven(VideoPoint point) {
        return (byRole && isOwn(point))
                || grants.stream().anyMatch(grant -> grant.allows() && lies(point, grant.place()));
    }

    boolean isTaken(VideoPoint point) {
        return grants.stream().anyMatch(grant -> !grant.allows() && lies(point, grant.place()));
    }

    private boolean isOwn(VideoPoint point) {
        return account.site().isEmpty()
                ? list.contains(account.region(), point.site().region())
                : point.site().id().equals(account.site());
    }

    private boolean lies(VideoPoint point, Grant.Place place) {
        return switch (place.kind()) {
            case POINT -> point.code().equals(place.id());
            case SITE -> point.site().id().equals(place.id());
            case REGION -> list.contains(place.id(), point.site().region());
            case GROUP -> groups.getOrDefault(place.id(), Set.of()).contains(point.code());
        };
    }

    /// Whether the whole region is covered by the account's own one.
    public boolean coversRegion(String code) {
        return byRole
                && account.site().isEmpty()
                && list.contains(account.region(), code)
                && (limit == null || limit.coversRegion(code));
    }

    /// Whether the account's own region, or its site's, lies in the region.
    public boolean isWithin(String code) {
        return byRole && list.contains(code, account.region());
    }

    /// Whether any point at all may be covered.
    public boolean isAnywhere() {
        return (byRole || grants.stream().anyMatch(Grant::allows))
                && (limit == null || limit.isAnywhere());
    }

    /// What it shares with all whose scope is their own region or site and no more; empty where it
    /// is not like that.
    public Optional<ScopeKey> key() {
        return byRole && grants.isEmpty() && limit == null
                ? Optional.of(new ScopeKey(this))
                : Optional.empty();
    }

    /// Codes of the points that are covered, and ids of the sites where they are.
    public Set<String> subjects() {
        return list.points().stream()
                .filter(this::covers)
                .flatMap(point -> Stream.of(point.code(), point.site().id()))
                .collect(Collectors.toSet());
    }
}
