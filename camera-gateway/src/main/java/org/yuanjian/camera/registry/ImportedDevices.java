package org.yuanjian.camera.registry;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yuanjian.camera.onvif.AddressPolicy;
import org.yuanjian.camera.registry.Device.Inventory;
import org.yuanjian.camera.table.CellException;
import org.yuanjian.camera.table.TableProblem.Kind;
import org.yuanjian.camera.table.TableRow;

/// The devices a list of points speaks of: those that are known, and new ones. A device is known by
/// its address and its ONVIF port, else by its address and its RTSP port. One that shows points of
/// somebody else stays as it is, and no other point shows it: its password is not theirs to use.
final class ImportedDevices {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:_-]{1,253}");
    private static final Pattern USER = Pattern.compile("[^\\p{Cntrl}:]{0,255}");
    private static final Pattern PASSWORD = Pattern.compile("[^\\p{Cntrl}]{0,255}");
    private static final int TOP_PORT = 65_535;
    private static final int RTSP_PORT = 554;
    private static final int MAX_SESSIONS = 1_000;

    private final PointList now;
    private final PointImport.Sealing sealing;
    private final Predicate<VideoPoint> own;
    private final Map<String, Boolean> areOwn = new HashMap<>();
    private final Map<Door, String> doors = new HashMap<>();
    private final Map<String, Device> devices = new HashMap<>();
    private final Map<String, Login> logins = new LinkedHashMap<>();

    private record Door(String host, int onvifPort, int rtspPort) {}

    /// What a row of the list said of a device's account.
    private record Login(int row, String user, String password) {}

    /// @param own points whose devices the list may change
    ImportedDevices(PointList now, PointImport.Sealing sealing, Predicate<VideoPoint> own) {
        this.now = now;
        this.sealing = sealing;
        this.own = own;
        // One that no point is left of is nobody's, and so is its password.
        now.devices().stream()
                .filter(device -> !now.ofDevice(device.id()).isEmpty())
                .forEach(this::keep);
    }

    private void keep(Device device) {
        devices.put(device.id(), device);
        if (device.onvifPort() > 0) {
            doors.put(new Door(device.host(), device.onvifPort(), 0), device.id());
        }
        if (device.rtspPort() > 0) {
            doors.put(new Door(device.host(), 0, device.rtspPort()), device.id());
        }
    }

    /// The device of a row in which an address stands.
    Device of(TableRow row) throws CellException {
        String host = row.matching(PointColumns.ADDRESS, HOST, Kind.NOT_A_HOST);
        int onvifPort = port(row, PointColumns.ONVIF_PORT).orElse(0);
        Optional<Integer> told = port(row, PointColumns.RTSP_PORT);
        int rtspPort = told.orElse(onvifPort > 0 ? 0 : RTSP_PORT);
        Optional<Device> before = find(host, onvifPort, rtspPort);
        Device base =
                before.orElseGet(() ->
                        new Device(
                                sealing.nextId(),
                                host,
                                onvifPort,
                                rtspPort,
                                "",
                                "",
                                AddressPolicy.REWRITE_HOST,
                                Device.USUAL_SESSIONS,
                                Inventory.UNKNOWN));
        checkLogin(row, base);
        Device device = changed(row, base, onvifPort, rtspPort);
        if (!device.equals(base) || !row.raw(PointColumns.PASSWORD).isEmpty()) {
            requireOwn(row, base.id());
            requireOwn(row, doors.getOrDefault(new Door(host, 0, rtspPort), base.id()));
        }
        keep(device);
        return device;
    }

    /// Refuses a device one of whose points is somebody else's.
    void requireOwn(TableRow row, String device) throws CellException {
        boolean isOwn =
                areOwn.computeIfAbsent(device, id -> now.ofDevice(id).stream().allMatch(own));
        if (!isOwn) {
            throw row.wrong(Kind.OTHER_DEVICE, PointColumns.ADDRESS);
        }
    }

    private static Optional<Integer> port(TableRow row, String column) throws CellException {
        return row.isSet(column) ? Optional.of(row.number(column, 0, TOP_PORT)) : Optional.empty();
    }

    private Optional<Device> find(String host, int onvifPort, int rtspPort) {
        @Nullable String id = onvifPort > 0 ? doors.get(new Door(host, onvifPort, 0)) : null;
        if (id == null && rtspPort > 0) {
            id = doors.get(new Door(host, 0, rtspPort));
        }
        return Optional.ofNullable(id).map(devices::get);
    }

    /// The rows of one device must agree on its account.
    private void checkLogin(TableRow row, Device device) throws CellException {
        String user = row.matching(PointColumns.USER, USER, Kind.NOT_A_USER, device.user());
        String password = row.raw(PointColumns.PASSWORD);
        if (!PASSWORD.matcher(password).matches()) {
            throw row.wrong(Kind.NOT_A_PASSWORD, PointColumns.PASSWORD);
        }
        @Nullable Login further =
                logins.putIfAbsent(device.id(), new Login(row.number(), user, password));
        if (further != null
                && !(further.user().equals(user) && further.password().equals(password))) {
            throw row.wrong(
                    Kind.OTHER_LOGIN, PointColumns.PASSWORD, Integer.toString(further.row()));
        }
    }

    private Device changed(TableRow row, Device base, int onvifPort, int rtspPort)
            throws CellException {
        String user = row.has(PointColumns.USER) ? row.text(PointColumns.USER) : base.user();
        return new Device(
                base.id(),
                base.host(),
                onvifPort > 0 ? onvifPort : base.onvifPort(),
                rtspPort > 0 ? rtspPort : base.rtspPort(),
                user,
                sealed(row, base),
                row.isSet(PointColumns.ADDRESSES)
                        ? row.oneOf(
                                PointColumns.ADDRESSES,
                                AddressPolicy.values(),
                                ImportedDevices::word)
                        : base.addresses(),
                row.isSet(PointColumns.SESSIONS)
                        ? row.number(PointColumns.SESSIONS, 1, MAX_SESSIONS)
                        : base.sessions(),
                base.inventory());
    }

    static String word(AddressPolicy policy) {
        return policy.name().toLowerCase(Locale.ROOT);
    }

    /// An empty password leaves the one that is known.
    private String sealed(TableRow row, Device base) {
        String password = row.raw(PointColumns.PASSWORD);
        if (password.isEmpty() || sealing.isSealed(password, base)) {
            return base.sealedPassword();
        }
        return sealing.seal(password, base.id());
    }

    /// Those the list spoke of, as they are now.
    Collection<Device> named() {
        return logins.keySet().stream().map(devices::get).filter(Objects::nonNull).toList();
    }
}
