package org.yuanjian.relay.transcode;

import java.util.List;
import org.yuanjian.media.AccessUnit;

/// In place of a transcoder that could not be opened or has failed.
final class Silence implements AudioTranscoder {
    @Override
    public List<AccessUnit> transcode(AccessUnit unit) {
        return List.of();
    }

    @Override
    public void close() {}
}
