package org.yuanjian.camera.registry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yuanjian.camera.registry.ImportPlan.Change;
import org.yuanjian.camera.registry.VideoPoint.Channel;
import org.yuanjian.camera.registry.VideoPoint.Location;
import org.yuanjian.camera.registry.VideoPoint.Place;
import org.yuanjian.camera.registry.VideoPoint.Signage;
import org.yuanjian.camera.table.CellException;
import org.yuanjian.camera.table.Table;
import org.yuanjian.camera.table.TableProblem;
import org.yuanjian.camera.table.TableProblem.Kind;
import org.yuanjian.camera.table.TableRow;

/// Finds out what a list of points would change. A row speaks of the point with its code: columns
/// that are not in the list leave things as they are, an empty value takes away what may be
/// missing. No point is removed because a list does not name it.
final class PointImport {
    private static final Pattern CODE = Pattern.compile("\\d{20}");
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,64}");
    private static final Pattern PATH = Pattern.compile("(/[\\x21-\\x7E]{0,511})?");
    private static final Pattern CHANNEL = Pattern.compile("[A-Za-z0-9_.-]{0,64}");
    private static final Pattern TAGS = Pattern.compile("([^\\p{Cntrl}\\s]{1,32}(\\s+|$)){0,16}");
    private static final int MOST_PROBLEMS = 1_000;

    private final PointList now;
    private final ImportedSites sites;
    private final ImportedDevices devices;
    private final Set<String> codes = new HashSet<>();
    private final Map<TableRow, VideoPoint> read = new LinkedHashMap<>();
    private final List<TableProblem> problems = new ArrayList<>();

    /// Seals passwords and names what is new.
    interface Sealing {
        /// For lists that are only looked at.
        Sealing NONE = new UnsealedNames();

        /// A name nothing else has.
        String nextId();

        String seal(String password, String deviceId);

        /// Whether this is the password the device has.
        boolean isSealed(String password, Device device);
    }

    private PointImport(PointList now, Sealing sealing, Predicate<VideoPoint> own) {
        this.now = now;
        this.sites = new ImportedSites(now, sealing::nextId);
        this.devices = new ImportedDevices(now, sealing, own);
    }

    /// What the list would change of the points as they are.
    ///
    /// @param own points whose devices it may change
    static ImportPlan plan(PointList now, Table table, Sealing sealing, Predicate<VideoPoint> own) {
        PointImport run = new PointImport(now, sealing, own);
        table.rows().forEach(run::row);
        run.checkNames();
        return run.plan(table.name());
    }

    private void row(TableRow row) {
        try {
            read.put(row, point(row));
        } catch (CellException e) {
            note(e.problem());
        }
    }

    private void note(TableProblem problem) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(problem);
        }
    }

    private VideoPoint point(TableRow row) throws CellException {
        String code = row.matching(PointColumns.CODE, CODE, Kind.NOT_A_POINT_CODE);
        if (!codes.add(code)) {
            throw row.wrong(Kind.CODE_TWICE, PointColumns.CODE, code);
        }
        @Nullable VideoPoint before = now.point(code).orElse(null);
        return before == null ? added(row, code) : changed(row, before);
    }

    private VideoPoint added(TableRow row, String code) throws CellException {
        for (String column : PointColumns.OF_NEW_POINTS) {
            if (!row.has(column)) {
                throw row.wrong(Kind.INCOMPLETE, PointColumns.CODE, column);
            }
        }
        return new VideoPoint(
                code,
                row.matching(PointColumns.NAME, NAME, Kind.NOT_A_NAME),
                row.oneOf(PointColumns.PLACE, Place.values(), Place::word),
                sites.of(row, null),
                signage(row, Signage.UNKNOWN),
                location(row, null),
                tags(row, List.of()),
                channel(row, null));
    }

    private VideoPoint changed(TableRow row, VideoPoint before) throws CellException {
        return new VideoPoint(
                before.code(),
                row.has(PointColumns.NAME)
                        ? row.matching(PointColumns.NAME, NAME, Kind.NOT_A_NAME)
                        : before.name(),
                row.has(PointColumns.PLACE)
                        ? row.oneOf(PointColumns.PLACE, Place.values(), Place::word)
                        : before.place(),
                sites.of(row, before.site()),
                signage(row, before.signage()),
                location(row, before.location()),
                tags(row, before.tags()),
                channel(row, before.channel()));
    }

    private static Signage signage(TableRow row, Signage before) throws CellException {
        if (!row.has(PointColumns.SIGNAGE)) {
            return before;
        }
        return row.isSet(PointColumns.SIGNAGE)
                ? row.oneOf(PointColumns.SIGNAGE, Signage.values(), Signage::word)
                : Signage.UNKNOWN;
    }

    private static @Nullable Location location(TableRow row, @Nullable Location before)
            throws CellException {
        if (!row.has(PointColumns.LONGITUDE) && !row.has(PointColumns.LATITUDE)) {
            return before;
        }
        if (!row.isSet(PointColumns.LONGITUDE) && !row.isSet(PointColumns.LATITUDE)) {
            return null;
        }
        return new Location(
                row.decimal(PointColumns.LONGITUDE, -180, 180),
                row.decimal(PointColumns.LATITUDE, -90, 90));
    }

    private static List<String> tags(TableRow row, List<String> before) throws CellException {
        if (!row.has(PointColumns.TAGS)) {
            return before;
        }
        String tags = row.matching(PointColumns.TAGS, TAGS, Kind.NOT_A_TAG, "");
        return Arrays.stream(tags.split("\\s+", -1)).filter(tag -> !tag.isEmpty()).toList();
    }

    private @Nullable Channel channel(TableRow row, @Nullable Channel before) throws CellException {
        @Nullable Channel channel = wanted(row, before);
        if (channel != null && !channel.equals(before)) {
            devices.requireOwn(row, channel.device());
        }
        return channel;
    }

    private @Nullable Channel wanted(TableRow row, @Nullable Channel before) throws CellException {
        if (!row.has(PointColumns.ADDRESS)) {
            return before == null ? null : channelOf(row, before);
        }
        if (!row.isSet(PointColumns.ADDRESS)) {
            return null;
        }
        String device = devices.of(row).id();
        return channelOf(
                row,
                before != null && before.device().equals(device)
                        ? before
                        : new Channel(device, "", "", "", Transport.TCP));
    }

    private static Channel channelOf(TableRow row, Channel base) throws CellException {
        return new Channel(
                base.device(),
                row.matching(PointColumns.CHANNEL, CHANNEL, Kind.NOT_A_CHANNEL, base.name()),
                row.matching(PointColumns.MAIN_PATH, PATH, Kind.NOT_A_PATH, base.mainPath()),
                row.matching(PointColumns.SUB_PATH, PATH, Kind.NOT_A_PATH, base.subPath()),
                row.isSet(PointColumns.TRANSPORT)
                        ? row.oneOf(PointColumns.TRANSPORT, Transport.values(), Transport::word)
                        : base.transport());
    }

    /// Two points of a site must not have one name once everything is done.
    private void checkNames() {
        Map<List<String>, String> taken = new HashMap<>();
        for (VideoPoint point : now.points()) {
            if (!codes.contains(point.code())) {
                taken.put(List.of(point.site().id(), point.name()), point.code());
            }
        }
        read.forEach((row, point) -> {
            List<String> name = List.of(point.site().id(), point.name());
            if (taken.putIfAbsent(name, point.code()) != null) {
                note(row.wrong(Kind.NAME_TAKEN, PointColumns.NAME, point.name()).problem());
            }
        });
    }

    private ImportPlan plan(String file) {
        List<ImportPlan.Row> rows = new ArrayList<>();
        List<VideoPoint> changes = new ArrayList<>();
        List<Device> changedDevices =
                devices.named().stream()
                        .filter(d -> now.device(d.id()).filter(d::equals).isEmpty())
                        .toList();
        Set<String> changedIds = new HashSet<>();
        changedDevices.forEach(device -> changedIds.add(device.id()));
        read.forEach((row, point) -> {
            Change change = change(point, changedIds);
            rows.add(new ImportPlan.Row(row.number(), point.code(), point.name(), change));
            if (now.point(point.code()).filter(point::equals).isEmpty()) {
                changes.add(point);
            }
        });
        Set<Site> known = new HashSet<>(now.sites());
        List<Site> changedSites =
                sites.named().stream().filter(site -> !known.contains(site)).toList();
        problems.sort((a, b) -> Integer.compare(a.row(), b.row()));
        return new ImportPlan(file, rows, problems, changedSites, changedDevices, changes);
    }

    /// A point changes with its device.
    private Change change(VideoPoint point, Set<String> changedDevices) {
        @Nullable VideoPoint before = now.point(point.code()).orElse(null);
        if (before == null) {
            return Change.ADDED;
        }
        boolean sameDevice =
                point.feed().map(feed -> !changedDevices.contains(feed.device())).orElse(true);
        return before.equals(point) && sameDevice ? Change.UNCHANGED : Change.CHANGED;
    }
}
