package org.yuanjian.benchmark.fleet.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScenePainterTest {
    private static int[] pixels(BufferedImage picture) {
        return picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, 320);
    }

    private static int[] paint(Place place, Look look, double turn) {
        return pixels(new ScenePainter(place.scene(), look, 320, 180).paint(turn, 1200));
    }

    @ParameterizedTest
    @EnumSource
    void paint_clear_movesAndComesBack(Place place) {
        int[] start = paint(place, Look.CLEAR, 0);
        assertThat(Arrays.equals(start, paint(place, Look.CLEAR, .4))).isFalse();
        int[] end = paint(place, Look.CLEAR, 1 - 1e-9);
        long different = 0;
        for (int i = 0; i < start.length; i++) {
            different += Math.abs((start[i] & 0xFF) - (end[i] & 0xFF)) > 40 ? 1 : 0;
        }
        // The slide and the board turn a page there; nobody jumps.
        assertThat(different).isLessThan(start.length / 100);
    }

    @ParameterizedTest
    @EnumSource(names = {"FROZEN", "BLACK", "COVERED"})
    void paint_stillLook_neverMovesButForTheStopwatch(Look look) {
        int[] start = paint(Place.GATE, look, 0);
        assertThat(paint(Place.GATE, look, .6)).isEqualTo(start);
    }
}
