package org.yuanjian.console.access;

import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.yuanjian.camera.registry.PointList;
import org.yuanjian.camera.registry.Region;
import org.yuanjian.camera.registry.Site;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.problem.ProblemException;

/// Knows the places that grants name: which there are, what they are called, in which region they
/// lie. Any thread.
public final class Places {
    private final Rights rights;
    private final GroupStore groups;
    private final Reach reach;

    public Places(Rights rights, GroupStore groups, Reach reach) {
        this.rights = rights;
        this.groups = groups;
        this.reach = reach;
    }

    /// The region a place lies in; empty for a place that is unknown.
    public Optional<String> region(Grant.Place place) {
        PointList list = rights.list();
        return switch (place.kind()) {
            case REGION -> list.region(place.id()).map(Region::code);
            case SITE -> site(place.id()).map(Site::region);
            case POINT -> list.known(place.id()).map(point -> point.site().region());
            case GROUP -> groups.group(place.id()).map(GroupStore.Group::region);
        };
    }

    private Optional<Site> site(String id) {
        return rights.list().sites().stream().filter(site -> site.id().equals(id)).findFirst();
    }

    /// As people know it; the id where there is no such place any more.
    public String name(Grant.Place place) {
        PointList list = rights.list();
        Optional<String> name =
                switch (place.kind()) {
                    case REGION -> list.region(place.id()).map(Region::name);
                    case SITE -> site(place.id()).map(Site::name);
                    case POINT -> list.known(place.id()).map(Places::name);
                    case GROUP -> groups.group(place.id()).map(GroupStore.Group::name);
                };
        return name.orElse(place.id());
    }

    private static String name(VideoPoint point) {
        return point.site().name() + " " + point.name();
    }

    /// Whether it lies where the person administers.
    public boolean reaches(Person person, Grant.Place place) {
        return region(place).filter(region -> reach.reaches(person, region)).isPresent();
    }

    /// A place within reach.
    ///
    /// @throws ProblemException 404 for one that is not
    public Grant.Place place(Person person, String kind, String id) {
        Grant.Place place = anyPlace(kind, id);
        if (!reaches(person, place)) {
            throw unknown();
        }
        return place;
    }

    /// A place wherever it is.
    ///
    /// @throws ProblemException 404 for one there is not
    public Grant.Place anyPlace(String kind, String id) {
        return Grant.Place.Kind.of(kind)
                .map(known -> new Grant.Place(known, id))
                .filter(place -> region(place).isPresent())
                .orElseThrow(Places::unknown);
    }

    private static ProblemException unknown() {
        return new ProblemException(HttpStatus.NOT_FOUND, "UNKNOWN_PLACE", "No such place");
    }
}
