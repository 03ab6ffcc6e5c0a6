-- What was deleted because it was kept long enough. kind: class of data. amount: how many. digest:
-- SHA-256 of their ids. leaf: number of its record in the ledger, -1 while there is none.
CREATE TABLE deleted_day (
    day TEXT NOT NULL,
    kind TEXT NOT NULL,
    node TEXT NOT NULL,
    amount BIGINT NOT NULL,
    digest TEXT NOT NULL,
    leaf BIGINT NOT NULL,
    PRIMARY KEY (day, kind, node)
);

-- locked: 1 where somebody has said that a clip stays, whatever becomes of its finding.
ALTER TABLE evidence_clip ADD COLUMN locked INTEGER NOT NULL DEFAULT 0;

CREATE INDEX evidence_clip_by_reference ON evidence_clip (reference);
