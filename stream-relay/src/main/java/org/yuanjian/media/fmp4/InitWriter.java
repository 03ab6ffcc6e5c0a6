package org.yuanjian.media.fmp4;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.stream.Collectors;

/// Writes `ftyp` and `moov` for tracks whose samples all come in fragments (ISO/IEC 14496-12 §8).
/// Track ids count from 1 in the order given.
final class InitWriter {
    private static final int MOVIE_TIMESCALE = 1000;
    private static final int UNDETERMINED_LANGUAGE = 0x55C4;
    private static final int[] UNITY_MATRIX = {0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000};

    private final List<SampleEntry> entries;
    private final BoxWriter boxes;

    private InitWriter(List<SampleEntry> entries, ByteBuf out) {
        this.entries = entries;
        this.boxes = new BoxWriter(out);
    }

    static InitSegment write(List<SampleEntry> entries) {
        ByteBuf out = Unpooled.buffer(1024);
        new InitWriter(entries, out).write();
        boolean video = entries.stream().anyMatch(entry -> entry.width() > 0);
        String codecs =
                entries.stream().map(SampleEntry::codecString).collect(Collectors.joining(","));
        String mime = (video ? "video" : "audio") + "/mp4; codecs=\"" + codecs + '"';
        return new InitSegment(mime, ByteBufUtil.getBytes(out));
    }

    private void write() {
        boxes.box("ftyp", () -> boxes.text("iso5").u32(1).text("iso5iso6mp41"));
        boxes.box(
                "moov",
                () -> {
                    boxes.box("mvhd", 0, 0, this::writeMovieHeader);
                    for (int i = 0; i < entries.size(); i++) {
                        writeTrack(i + 1, entries.get(i));
                    }
                    boxes.box("mvex", this::writeExtends);
                });
    }

    private void writeMovieHeader() {
        boxes.zeros(8).u32(MOVIE_TIMESCALE).u32(0);
        boxes.u32(0x10000).u16(0x0100).zeros(10); // rate, volume
        writeMatrix();
        boxes.zeros(24).u32(entries.size() + 1L);
    }

    private void writeMatrix() {
        for (int value : UNITY_MATRIX) {
            boxes.u32(value);
        }
    }

    private void writeTrack(int id, SampleEntry entry) {
        boxes.box(
                "trak",
                () -> {
                    // Flags: enabled and in the movie.
                    boxes.box("tkhd", 0, 3, () -> writeTrackHeader(id, entry));
                    boxes.box("mdia", () -> writeMedia(entry));
                });
    }

    private void writeTrackHeader(int id, SampleEntry entry) {
        boxes.zeros(8).u32(id).zeros(4).u32(0).zeros(8).zeros(4);
        boxes.u16(entry.width() > 0 ? 0 : 0x0100).u16(0); // volume
        writeMatrix();
        boxes.u32((long) entry.width() << 16).u32((long) entry.height() << 16);
    }

    private void writeMedia(SampleEntry entry) {
        boolean video = entry.width() > 0;
        boxes.box(
                "mdhd",
                0,
                0,
                () -> {
                    boxes.zeros(8).u32(entry.timescale()).u32(0);
                    boxes.u16(UNDETERMINED_LANGUAGE).u16(0);
                });
        boxes.box(
                "hdlr",
                0,
                0,
                () -> boxes.u32(0).text(video ? "vide" : "soun").zeros(12).text("Yuanjian").u8(0));
        boxes.box("minf", () -> writeMediaInformation(entry, video));
    }

    private void writeMediaInformation(SampleEntry entry, boolean video) {
        if (video) {
            boxes.box("vmhd", 0, 1, () -> boxes.zeros(8));
        } else {
            boxes.box("smhd", 0, 0, () -> boxes.zeros(4));
        }
        boxes.box(
                "dinf",
                () ->
                        boxes.box(
                                "dref",
                                0,
                                0,
                                () -> {
                                    boxes.u32(1);
                                    boxes.box("url ", 0, 1, () -> {}); // in this file
                                }));
        boxes.box("stbl", () -> writeSampleTable(entry));
    }

    private void writeSampleTable(SampleEntry entry) {
        boxes.box(
                "stsd",
                0,
                0,
                () -> {
                    boxes.u32(1);
                    entry.writeTo(boxes);
                });
        boxes.box("stts", 0, 0, () -> boxes.u32(0));
        boxes.box("stsc", 0, 0, () -> boxes.u32(0));
        boxes.box("stsz", 0, 0, () -> boxes.u32(0).u32(0));
        boxes.box("stco", 0, 0, () -> boxes.u32(0));
    }

    private void writeExtends() {
        for (int i = 0; i < entries.size(); i++) {
            int id = i + 1;
            boxes.box("trex", 0, 0, () -> boxes.u32(id).u32(1).zeros(12));
        }
    }
}
