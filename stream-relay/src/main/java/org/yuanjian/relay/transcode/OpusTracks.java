package org.yuanjian.relay.transcode;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yuanjian.media.AccessUnit;
import org.yuanjian.media.Codec;
import org.yuanjian.media.TrackFormat;

/// The tracks of a stream that become Opus, each with a transcoder of its own from its first access
/// unit on. A codec that cannot be opened, or fails, costs sound and nothing else: its track is
/// silent from then on.
///
/// Which tracks those are any thread may ask; all else is for one thread at a time, which is no
/// event loop: it may take milliseconds.
public final class OpusTracks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpusTracks.class);

    private final Set<Codec> turned;
    private final AudioTranscoder.Opener opener;
    private final Map<Integer, AudioTranscoder> transcoders = new HashMap<>();

    OpusTracks(Set<Codec> turned, AudioTranscoder.Opener opener) {
        this.turned = turned;
        this.opener = opener;
    }

    /// For fragments, which cannot hold G.711.
    public static OpusTracks ofG711() {
        return ofG711(OpusTranscoder::new);
    }

    static OpusTracks ofG711(AudioTranscoder.Opener opener) {
        return new OpusTracks(EnumSet.of(Codec.PCMA, Codec.PCMU), opener);
    }

    /// For WebRTC, which cannot carry AAC.
    static OpusTracks ofAac(AudioTranscoder.Opener opener) {
        return new OpusTracks(EnumSet.of(Codec.AAC), opener);
    }

    /// Whether a track of this format is turned.
    public boolean turns(TrackFormat format) {
        return turned.contains(format.codec());
    }

    /// The formats of a stream's tracks once they are turned.
    public List<TrackFormat> formats(List<TrackFormat> tracks) {
        return tracks.stream()
                .map(format -> turns(format) ? OpusTranscoder.opusFormat() : format)
                .toList();
    }

    /// Turns an access unit of a track that is to be turned.
    ///
    /// @param unit borrowed
    /// @param format of its track, the same for each of them
    /// @return what is ready now, owned by the caller; nothing of a silent track
    public List<AccessUnit> turn(AccessUnit unit, TrackFormat format) {
        AudioTranscoder transcoder =
                transcoders.computeIfAbsent(unit.track(), track -> open(track, format));
        try {
            return transcoder.transcode(unit);
        } catch (RuntimeException e) {
            LOG.warn("track={} codec={} falls silent", unit.track(), format.codec(), e);
            transcoder.close();
            transcoders.put(unit.track(), new Silence());
            return List.of();
        }
    }

    private AudioTranscoder open(int track, TrackFormat format) {
        try {
            return opener.open(format);
        } catch (TranscodeException | RuntimeException | LinkageError e) {
            LOG.warn("track={} codec={} stays silent: {}", track, format.codec(), e.toString());
            return new Silence();
        }
    }

    /// Whether the codec of a track could not be opened or has failed.
    public boolean isSilent(int track) {
        return transcoders.get(track) instanceof Silence;
    }

    /// Frees the codecs. Tracks that come later have new ones.
    @Override
    public void close() {
        transcoders.values().forEach(AudioTranscoder::close);
        transcoders.clear();
    }
}
