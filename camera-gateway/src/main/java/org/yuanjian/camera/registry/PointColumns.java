package org.yuanjian.camera.registry;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.yuanjian.camera.table.Table;
import org.yuanjian.camera.table.TableException;

/// The columns of a list of points. Lists may name them in Chinese as well.
final class PointColumns {
    static final String CODE = "code";
    static final String NAME = "name";
    static final String PLACE = "place";
    static final String SITE = "site";
    static final String SITE_KIND = "site_kind";
    static final String REGION = "region";
    static final String LINE_KBPS = "line_kbps";
    static final String LONGITUDE = "longitude";
    static final String LATITUDE = "latitude";
    static final String SIGNAGE = "signage";
    static final String TAGS = "tags";
    static final String ADDRESS = "address";
    static final String ONVIF_PORT = "onvif_port";
    static final String RTSP_PORT = "rtsp_port";
    static final String USER = "user";
    static final String PASSWORD = "password";
    static final String ADDRESSES = "addresses";
    static final String SESSIONS = "sessions";
    static final String CHANNEL = "channel";
    static final String MAIN_PATH = "main_path";
    static final String SUB_PATH = "sub_path";
    static final String TRANSPORT = "transport";

    /// What a new point cannot be without.
    static final List<String> OF_NEW_POINTS = List.of(NAME, PLACE, SITE, SITE_KIND, REGION);

    /// Those that are written. Passwords are read only.
    static final List<String> WRITTEN =
            List.of(
                    CODE,
                    NAME,
                    PLACE,
                    SITE,
                    SITE_KIND,
                    REGION,
                    LINE_KBPS,
                    LONGITUDE,
                    LATITUDE,
                    SIGNAGE,
                    TAGS,
                    ADDRESS,
                    ONVIF_PORT,
                    RTSP_PORT,
                    USER,
                    ADDRESSES,
                    SESSIONS,
                    CHANNEL,
                    MAIN_PATH,
                    SUB_PATH,
                    TRANSPORT);

    private static final Map<String, String> OTHER_NAMES = otherNames();

    private PointColumns() {}

    private static Map<String, String> otherNames() {
        ResourceBundle names = ResourceBundle.getBundle("org.yuanjian.camera.registry.columns");
        return names.keySet().stream().collect(Collectors.toMap(name -> name, names::getString));
    }

    static Table read(Path file) throws TableException {
        return checked(Table.read(file, OTHER_NAMES));
    }

    static Table read(String name, byte[] bytes) throws TableException {
        return checked(Table.read(name, bytes, OTHER_NAMES));
    }

    private static Table checked(Table table) throws TableException {
        table.need(List.of(CODE));
        return table;
    }
}
