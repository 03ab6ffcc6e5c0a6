package org.yuanjian.relay;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yuanjian.media.AccessUnit;
import org.yuanjian.media.AccessUnitSink;
import org.yuanjian.media.Codec;
import org.yuanjian.media.RtpBurst;
import org.yuanjian.media.StreamFault;
import org.yuanjian.media.StreamId;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.media.rtp.MalformedPacketException;
import org.yuanjian.media.rtp.RtpPacket;
import org.yuanjian.media.rtp.RtpReader;

/// Puts a stream's access units together once for all who need them. On its loop only.
///
/// A sink hears of the tracks when they can be decoded: where there is video, with the first key
/// frame whose parameter sets are known.
final class AccessUnitTap extends StreamWriter {
    private static final Logger LOG = LoggerFactory.getLogger(AccessUnitTap.class);
    private static final long LOG_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final StreamId id;
    private final List<Place> places = new ArrayList<>();
    private List<RtpReader> readers = List.of();
    private List<TrackFormat> formats = List.of();
    private @Nullable StreamFault fault;
    private long droppedPackets;
    private long droppedBefore;
    private long loggedNanos;

    /// @param first the sink it is opened for
    AccessUnitTap(StreamId id, EventLoop loop, AccessUnitSink first) {
        super(loop);
        places.add(new Place(first));
        this.id = id;
        this.loggedNanos = System.nanoTime() - LOG_INTERVAL_NANOS;
    }

    @Override
    public boolean isViewer() {
        return false;
    }

    /// @param place the tap's own place at the stream
    void add(AccessUnitSink sink, Subscription place) {
        places.add(new Place(sink));
        StreamFault known = fault;
        if (known != null) {
            sink.onFault(known);
        } else {
            place.requestKeyFrame();
        }
    }

    void remove(AccessUnitSink sink) {
        places.removeIf(place -> place.sink.equals(sink));
        if (places.isEmpty()) {
            close();
        }
    }

    @Override
    public void onTracks(List<TrackFormat> tracks) {
        close();
        List<RtpReader> fresh = new ArrayList<>();
        for (int track = 0; track < tracks.size(); track++) {
            fresh.add(RtpReader.of(track, tracks.get(track), this::onAccessUnit));
        }
        readers = fresh;
        formats = tracks;
        places.forEach(place -> place.started = false);
    }

    @Override
    public void onBurst(RtpBurst burst) {
        if (places.isEmpty()) {
            return;
        }
        fault = null;
        burst.forEach((channel, index, length) -> read(burst, channel, index, length));
        reportDrops(burst.arrivalNanos());
    }

    @Override
    public void onFault(StreamFault lost) {
        fault = lost;
        close();
        List.copyOf(places)
                .forEach(place -> {
                    place.started = false;
                    place.sink.onFault(lost);
                });
    }

    private void close() {
        readers.forEach(RtpReader::close);
    }

    private void read(RtpBurst burst, int channel, int index, int length) {
        int track = channel >> 1;
        if ((channel & 1) != 0 || track >= readers.size()) {
            return;
        }
        try {
            RtpPacket packet = RtpPacket.parse(burst.frames(), index, length);
            readers.get(track).read(packet, burst.arrivalNanos());
        } catch (MalformedPacketException e) {
            droppedPackets++;
        }
    }

    private void onAccessUnit(AccessUnit unit) {
        for (Place place : List.copyOf(places)) {
            if (startsWith(place, unit)) {
                place.sink.onAccessUnit(unit);
            }
        }
    }

    /// Whether the sink may have this access unit; tells it of the tracks before its first, and
    /// when they change.
    private boolean startsWith(Place place, AccessUnit unit) {
        if (!place.started && !canStart(unit)) {
            return false;
        }
        List<TrackFormat> now = current();
        if (!place.started || !place.tracks.equals(now)) {
            place.started = true;
            place.tracks = now;
            place.sink.onTracks(now);
        }
        return true;
    }

    private boolean canStart(AccessUnit unit) {
        TrackFormat format = readers.get(unit.track()).format();
        if (format.codec().isVideo()) {
            return unit.isKeyFrame() && !format.parameterSets().isEmpty();
        }
        return formats.stream().map(TrackFormat::codec).noneMatch(Codec::isVideo);
    }

    /// The formats with what the readers have learnt; the same object until they learn more.
    private List<TrackFormat> current() {
        for (int i = 0; i < readers.size(); i++) {
            if (!formats.get(i).equals(readers.get(i).format())) {
                formats = readers.stream().map(RtpReader::format).toList();
                break;
            }
        }
        return formats;
    }

    private void reportDrops(long now) {
        long dropped = droppedPackets;
        for (RtpReader reader : readers) {
            dropped += reader.droppedPackets() + reader.droppedUnits();
        }
        if (dropped != droppedBefore && now - loggedNanos >= LOG_INTERVAL_NANOS) {
            loggedNanos = now;
            droppedBefore = dropped;
            LOG.warn("stream={} dropped={} packets and access units so far", id, dropped);
        }
    }

    private static final class Place {
        private final AccessUnitSink sink;
        private boolean started;
        private List<TrackFormat> tracks = List.of();

        Place(AccessUnitSink sink) {
            this.sink = sink;
        }
    }
}
