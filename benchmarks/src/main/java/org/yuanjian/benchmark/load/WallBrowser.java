package org.yuanjian.benchmark.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.yuanjian.benchmark.machine.Workbench;

/// Chromium on the video wall, driven by `src/main/js/first_picture.mjs`.
///
/// @param bench where the repository is
/// @param demo whose wall it opens
public record WallBrowser(Workbench bench, DemoProcess demo) {
    private static final int FIELDS = 4;

    /// Clicks these points one after the other.
    ///
    /// @return the time from each click to its first frame; below 0 where nothing was shown
    public List<Picture> click(List<String> codes) throws IOException, InterruptedException {
        List<String> input = new ArrayList<>(List.of(demo.value("password")));
        input.addAll(codes);
        List<Picture> pictures = new ArrayList<>();
        for (String line : NodeScript.atDemo(bench.root(), "first_picture", demo).run(input)) {
            pictures.add(Picture.parse(line));
        }
        return pictures;
    }

    /// How soon one point showed a moving picture.
    ///
    /// @param code of the point
    /// @param millis from click to frame callback; below 0 when nothing was shown
    /// @param way stream and transport, `sub/whep`
    public record Picture(String code, double millis, String way) {
        static Picture parse(String line) throws IOException {
            String[] fields = line.split(" ", -1);
            if (fields.length != FIELDS) {
                throw new IOException("not a picture: " + line);
            }
            return new Picture(fields[1], Double.parseDouble(fields[2]), fields[3]);
        }
    }
}
