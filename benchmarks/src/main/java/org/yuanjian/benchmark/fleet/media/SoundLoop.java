package org.yuanjian.benchmark.fleet.media;

import java.util.Random;

/// The quiet sound of a room, as G.711 A-law at 8 kHz: air, a hum, now and then two soft notes.
public final class SoundLoop {
    public static final int SAMPLES_PER_SECOND = 8000;

    private static final int SECONDS = 8;
    private static final SoundLoop ROOM = new SoundLoop(draw());

    private final byte[] samples;

    private SoundLoop(byte[] samples) {
        this.samples = samples;
    }

    public static SoundLoop room() {
        return ROOM;
    }

    /// Sample bytes; a packet never runs over the end if its length divides 160.
    public byte[] samples() {
        return samples;
    }

    private static byte[] draw() {
        byte[] coded = new byte[SECONDS * SAMPLES_PER_SECOND];
        Random random = new Random(7);
        double air = 0;
        for (int i = 0; i < coded.length; i++) {
            double seconds = (double) i / SAMPLES_PER_SECOND;
            air += (random.nextGaussian() * 260 - air) * .12;
            double hum = 90 * Math.sin(2 * Math.PI * 100 * seconds);
            double notes = note(seconds, 1.0, 523.25) + note(seconds, 1.5, 659.25);
            coded[i] = aLaw((int) (air + hum + notes));
        }
        return coded;
    }

    /// A soft note of one second's fading from `start` on.
    private static double note(double seconds, double start, double hertz) {
        double age = seconds - start;
        if (age < 0 || age > 2) {
            return 0;
        }
        double attack = Math.min(1, age * 40);
        return 1600 * attack * Math.exp(-3 * age) * Math.sin(2 * Math.PI * hertz * age);
    }

    /// ITU-T G.711 §3.1, table 1: sign, three bits of segment, four of step, even bits inverted.
    static byte aLaw(int linear) {
        int sign = linear >= 0 ? 0x80 : 0;
        int magnitude = Math.min(linear >= 0 ? linear : -linear - 1, 32_767) >> 4;
        int segment = magnitude < 16 ? 0 : 28 - Integer.numberOfLeadingZeros(magnitude);
        int step = magnitude >> Math.max(0, segment - 1) & 0xF;
        return (byte) ((sign | (segment << 4) | step) ^ 0x55);
    }
}
