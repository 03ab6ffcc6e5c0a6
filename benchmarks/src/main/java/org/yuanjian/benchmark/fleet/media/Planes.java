package org.yuanjian.benchmark.fleet.media;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Random;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/// A picture as Y, U and V, 4:2:0, BT.601 narrow range, with the grain of a small sensor, without
/// which a drawn picture would need far fewer bits than a camera's.
final class Planes {
    private static final int GRAIN_TILES = 7;
    private static final double GRAIN = 1.7;

    private final int width;
    private final int height;
    private final byte[] luma;
    private final byte[] blue;
    private final byte[] red;
    private final byte[][] grain = new byte[GRAIN_TILES][];

    static Planes withGrain(int width, int height) {
        return new Planes(width, height, GRAIN);
    }

    /// For loops that are to be small.
    static Planes withoutGrain(int width, int height) {
        return new Planes(width, height, 0);
    }

    private Planes(int width, int height, double strength) {
        this.width = width;
        this.height = height;
        this.luma = new byte[width * height];
        this.blue = new byte[width * height / 4];
        this.red = new byte[width * height / 4];
        Random random = new Random(20);
        for (int tile = 0; tile < GRAIN_TILES; tile++) {
            grain[tile] = new byte[width * height];
            for (int i = 0; i < width * height; i++) {
                grain[tile][i] = (byte) Math.round(random.nextGaussian() * strength);
            }
        }
    }

    /// Takes a picture of type `TYPE_INT_RGB` and this size.
    void take(BufferedImage picture, int number) {
        int[] pixels = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
        byte[] noise = grain[number % GRAIN_TILES];
        for (int i = 0; i < pixels.length; i++) {
            int rgb = pixels[i];
            int y = 66 * ((rgb >> 16) & 0xFF) + 129 * ((rgb >> 8) & 0xFF) + 25 * (rgb & 0xFF);
            luma[i] = (byte) (((y + 128) >> 8) + 16 + noise[i]);
        }
        for (int row = 0; row < height / 2; row++) {
            takeColours(pixels, row);
        }
    }

    private void takeColours(int[] pixels, int row) {
        int from = row * 2 * width;
        int to = row * width / 2;
        for (int i = 0; i < width / 2; i++) {
            int rgb = pixels[from + 2 * i];
            int r = (rgb >> 16) & 0xFF;
            int g = (rgb >> 8) & 0xFF;
            int b = rgb & 0xFF;
            blue[to + i] = (byte) (((-38 * r - 74 * g + 112 * b + 128) >> 8) + 128);
            red[to + i] = (byte) (((112 * r - 94 * g - 18 * b + 128) >> 8) + 128);
        }
    }

    void put(AVFrame frame) {
        put(frame, 0, luma, width);
        put(frame, 1, blue, width / 2);
        put(frame, 2, red, width / 2);
    }

    private static void put(AVFrame frame, int plane, byte[] bytes, int width) {
        int stride = frame.linesize(plane);
        for (int row = 0; row * width < bytes.length; row++) {
            frame.data(plane).position((long) row * stride).put(bytes, row * width, width);
        }
        frame.data(plane).position(0);
    }

    /// The three planes one after the other, as raw video files hold them.
    byte[] bytes() {
        byte[] all = new byte[luma.length * 3 / 2];
        System.arraycopy(luma, 0, all, 0, luma.length);
        System.arraycopy(blue, 0, all, luma.length, blue.length);
        System.arraycopy(red, 0, all, luma.length + blue.length, red.length);
        return all;
    }
}
