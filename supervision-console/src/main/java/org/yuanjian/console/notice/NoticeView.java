package org.yuanjian.console.notice;

import java.time.Instant;
import java.util.Map;

/// A notice as it is told.
record NoticeView(
        String id,
        Instant at,
        String kind,
        String region,
        String object,
        Map<String, String> facts) {

    static NoticeView of(KeptNotice kept) {
        Notice notice = kept.notice();
        return new NoticeView(
                kept.id(),
                kept.at(),
                notice.kind(),
                notice.region(),
                notice.object(),
                notice.facts());
    }
}
