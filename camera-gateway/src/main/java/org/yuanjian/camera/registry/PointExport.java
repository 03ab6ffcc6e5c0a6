package org.yuanjian.camera.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.yuanjian.camera.registry.VideoPoint.Channel;
import org.yuanjian.camera.registry.VideoPoint.Location;
import org.yuanjian.camera.table.CsvWriter;
import org.yuanjian.camera.table.XlsxWriter;

/// Writes points as a list that can be imported again. Passwords are not in it; importing it leaves
/// them as they are.
public final class PointExport {
    private static final String SHEET = "points";

    private PointExport() {}

    public static byte[] csv(PointList list, Predicate<VideoPoint> wanted) {
        return CsvWriter.write(rows(list, wanted));
    }

    public static byte[] xlsx(PointList list, Predicate<VideoPoint> wanted) {
        return XlsxWriter.write(SHEET, rows(list, wanted));
    }

    private static List<List<String>> rows(PointList list, Predicate<VideoPoint> wanted) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(PointColumns.WRITTEN);
        list.points().stream().filter(wanted).map(point -> row(list, point)).forEach(rows::add);
        return rows;
    }

    /// In the order of [PointColumns#WRITTEN].
    private static List<String> row(PointList list, VideoPoint point) {
        Site site = point.site();
        Optional<Location> location = Optional.ofNullable(point.location());
        List<String> row = new ArrayList<>();
        row.add(point.code());
        row.add(point.name());
        row.add(point.place().word());
        row.add(site.name());
        row.add(site.kind().word());
        row.add(site.region());
        row.add(number(site.lineKbps()));
        row.add(location.map(at -> Double.toString(at.longitude())).orElse(""));
        row.add(location.map(at -> Double.toString(at.latitude())).orElse(""));
        row.add(point.signage().word());
        row.add(String.join(" ", point.tags()));
        row.addAll(feed(list, point));
        return row;
    }

    private static List<String> feed(PointList list, VideoPoint point) {
        Optional<Channel> feed = point.feed();
        Optional<Device> device = feed.flatMap(channel -> list.device(channel.device()));
        return List.of(
                device.map(Device::host).orElse(""),
                device.map(d -> number(d.onvifPort())).orElse(""),
                device.map(d -> number(d.rtspPort())).orElse(""),
                device.map(Device::user).orElse(""),
                device.map(d -> d.addresses().name().toLowerCase(Locale.ROOT)).orElse(""),
                device.map(d -> number(d.sessions())).orElse(""),
                feed.map(Channel::name).orElse(""),
                feed.map(Channel::mainPath).orElse(""),
                feed.map(Channel::subPath).orElse(""),
                feed.map(channel -> channel.transport().word()).orElse(""));
    }

    private static String number(int number) {
        return number == 0 ? "" : Integer.toString(number);
    }
}
