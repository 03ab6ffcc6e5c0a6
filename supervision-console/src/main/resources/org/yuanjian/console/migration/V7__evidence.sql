-- Clips kept as evidence. Times are microseconds since 1970 UTC.

-- state: recording, sealed or failed. ended: why it goes on no longer, empty while it is recorded.
-- first_micros, last_micros: when its first and its last picture arrived, 0 for none. sha256: of the
-- pictures, without the manifest behind them. No route of ours deletes a row or its file.
CREATE TABLE evidence_clip (
    id TEXT PRIMARY KEY,
    state TEXT NOT NULL,
    point TEXT NOT NULL,
    point_name TEXT NOT NULL,
    stream TEXT NOT NULL,
    account TEXT NOT NULL,
    purpose TEXT NOT NULL,
    reference TEXT NOT NULL,
    node TEXT NOT NULL,
    ordered_micros BIGINT NOT NULL,
    ended TEXT NOT NULL,
    first_micros BIGINT NOT NULL,
    last_micros BIGINT NOT NULL,
    bytes BIGINT NOT NULL,
    sha256 TEXT NOT NULL
);

CREATE INDEX evidence_clip_of_point ON evidence_clip (point, id);
CREATE INDEX evidence_clip_by_state ON evidence_clip (state, node);
