package org.yuanjian.benchmark.fleet;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.yuanjian.benchmark.fleet.media.CodedPicture;
import org.yuanjian.benchmark.fleet.media.FrameStamp;
import org.yuanjian.benchmark.fleet.media.PictureLoop;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.media.rtsp.InterleavedFrames;

/// Plays one stream of a camera to one client: at each due time the next picture of the loop is
/// copied, its numbers are filled in, and it goes out in one write, with the sound that is due.
/// Belongs to the event loop of its connection.
final class Playback {
    private static final long SECOND = 1_000_000_000L;
    private static final long LONGEST_LAG = SECOND / 4;
    private static final int SLOW_FACTOR = 4;

    private final SimulatedCamera camera;
    private final boolean sub;
    private final MediaPort port;
    private final FleetWorld world;
    private final @Nullable RtpTrack video;
    private final @Nullable SoundTrack sound;
    private final SenderReports reports;

    private PictureLoop loop;
    private int changes;
    private @Nullable CompletableFuture<PictureLoop> nextLoop;
    private int boots;
    private int cursor;
    private int half;
    private long due;
    private long picture;
    private boolean dropping;
    private boolean ended;

    /// @param tracks what the client set up
    Playback(
            SimulatedCamera camera,
            boolean sub,
            PictureLoop loop,
            SessionTracks tracks,
            FleetWorld world) {
        this.camera = camera;
        this.sub = sub;
        this.loop = loop;
        this.port = tracks.port();
        this.video = tracks.video();
        this.sound = tracks.sound();
        this.world = world;
        this.changes = camera.changes();
        this.boots = camera.boots();
        this.reports = new SenderReports(camera, world.clock());
    }

    /// Takes its place in time: cameras are spread evenly over the distance of two pictures.
    void start(long nowNanos) {
        long distance = pictureNanos();
        double spread = camera.number() * 0.6180339887498949;
        long offset = (long) ((spread - Math.floor(spread)) * distance);
        due = nowNanos + Math.floorMod(offset - nowNanos, distance);
        cursor = (int) Math.floorMod(due / distance + camera.number() * 37L, (long) loop.length());
        if (camera.profile().keyFrameAtPlay()) {
            cursor = loop.keyFrameBefore(cursor);
        }
        world.counters().playing.incrementAndGet();
        camera.playing.incrementAndGet();
    }

    /// Ends for good; the wheel forgets it at its next due time.
    void end() {
        if (!ended) {
            ended = true;
            world.counters().playing.decrementAndGet();
            camera.playing.decrementAndGet();
        }
    }

    boolean isEnded() {
        return ended;
    }

    long dueNanos() {
        return due;
    }

    /// The client asked for a key frame: those that can begin their GOP anew.
    void keyFrameRequested() {
        camera.keyFrameRequests.increment();
        world.counters().keyFrameRequests.increment();
        if (camera.profile().keyFrameAtPlay()) {
            cursor = loop.keyFrameBefore(cursor);
        }
    }

    /// Sends what is due.
    void play() {
        followFaults();
        boolean silent = camera.has(Fault.OFF) || camera.has(Fault.STALL);
        boolean atPicture = half == 0;
        long distance = step();
        if (silent) {
            dropping = true;
        }
        if (atPicture) {
            pictureDue(silent);
        } else {
            soundDue(silent);
        }
        advance(distance);
    }

    /// Sound of a silent time is lost; a socket that is full gets it later.
    private void soundDue(boolean silent) {
        if (sound != null && silent) {
            sound.skipDue();
        } else if (!port.isFull()) {
            sendSound();
        }
    }

    private void pictureDue(boolean silent) {
        CodedPicture next = loop.picture(cursor);
        picture++;
        if (silent || mustDrop(next)) {
            camera.droppedPictures.increment();
            world.counters().droppedPictures.increment();
            soundDue(silent || port.isFull());
        } else {
            send(next);
        }
        cursor = cursor + 1 == loop.length() ? 0 : cursor + 1;
    }

    /// A full socket spoils the stream up to the next key frame.
    private boolean mustDrop(CodedPicture next) {
        boolean full = port.isFull();
        if (full && !dropping) {
            dropping = true;
            camera.socketFull.increment();
            world.counters().socketFull.increment();
        } else if (dropping && !full && next.keyFrame()) {
            dropping = false;
        }
        return dropping;
    }

    private void send(CodedPicture next) {
        int soundBytes = sound == null ? 0 : sound.bytesDue();
        ByteBuf out =
                ByteBufAllocator.DEFAULT.directBuffer(
                        next.length() + soundBytes + 2 * RtpTrack.REPORT_FRAME_BYTES + 64);
        reports.writeIfDue(out, due, video, sound);
        if (video != null) {
            int start = out.writerIndex();
            out.writeBytes(next.bytes(), next.bytes().readerIndex(), next.length());
            int later = next.displayOffset() * ticks();
            int frame = start;
            while (frame < out.writerIndex()) {
                video.number(out, frame, later);
                frame += InterleavedFrames.HEADER_BYTES + out.getUnsignedShort(frame + 2);
            }
            stamp(out, start + next.stampIndex());
        }
        if (sound != null) {
            sound.writeDue(out);
        }
        world.counters().pictures.increment();
        deliver(out);
        if (camera.has(Fault.GARBAGE) && port.isByteStream()) {
            Garbage.strayBytes(picture).ifPresent(port::send);
        }
    }

    private void deliver(ByteBuf out) {
        if (camera.has(Fault.GARBAGE)) {
            Garbage.spoil(out, picture);
        }
        world.counters().bytes.add(out.readableBytes());
        port.send(out);
    }

    private void stamp(ByteBuf out, int at) {
        var now = world.clock().instant();
        long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
        new FrameStamp(sub, camera.number(), picture, micros, System.nanoTime()).write(out, at);
    }

    private void sendSound() {
        if (sound == null || sound.bytesDue() == 0) {
            return;
        }
        ByteBuf out = ByteBufAllocator.DEFAULT.directBuffer(sound.bytesDue());
        sound.writeDue(out);
        deliver(out);
    }

    /// Nanoseconds to the next due time: where sound would wait long for the next picture, there is
    /// a due time for it half way.
    private long step() {
        boolean halves = sound != null && loop.size().framesPerSecond() < 25;
        long distance = pictureNanos();
        half = halves ? 1 - half : 0;
        return halves ? distance / 2 : distance;
    }

    private long pictureNanos() {
        long distance = SECOND / loop.size().framesPerSecond();
        return camera.has(Fault.SLOW) ? distance * SLOW_FACTOR : distance;
    }

    /// Ticks of the video clock from one picture to the next.
    private int ticks() {
        int ticks = TrackFormat.VIDEO_CLOCK_RATE / loop.size().framesPerSecond();
        return camera.has(Fault.SLOW) ? ticks * SLOW_FACTOR : ticks;
    }

    private void advance(long distance) {
        if (video != null && half == 0) {
            video.advance(ticks());
        }
        if (sound != null) {
            sound.passed(distance);
        }
        due = Math.max(due + distance, System.nanoTime() - LONGEST_LAG);
    }

    private void followFaults() {
        if (changes != camera.changes()) {
            changes = camera.changes();
            nextLoop = camera.loop(sub);
        }
        if (nextLoop != null && nextLoop.isDone()) {
            PictureLoop next = nextLoop.isCompletedExceptionally() ? loop : nextLoop.join();
            nextLoop = null;
            if (!next.key().equals(loop.key())) {
                loop = next;
                cursor = loop.keyFrameBefore(cursor % loop.length());
            }
        }
        if (boots != camera.boots()) {
            boots = camera.boots();
            restart();
        }
    }

    private void restart() {
        if (video != null) {
            video.restart();
        }
        if (sound != null) {
            sound.restart();
        }
        cursor = loop.keyFrameBefore(cursor);
        reports.restart();
    }
}
