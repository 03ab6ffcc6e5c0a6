-- The ledger: records, nodes of the tree over them and signed heads are only ever added to. What stands beside
-- a record can be deleted. Times are microseconds since 1970 UTC, hashes base64 for URLs.

CREATE TABLE ledger_leaf (
    number BIGINT PRIMARY KEY,
    leaf TEXT NOT NULL,
    hash TEXT NOT NULL,
    at_micros BIGINT NOT NULL,
    kind TEXT NOT NULL,
    actor TEXT NOT NULL,
    object TEXT NOT NULL
);

CREATE INDEX ledger_leaf_by_time ON ledger_leaf (at_micros);

CREATE INDEX ledger_leaf_by_actor ON ledger_leaf (actor, number);

CREATE INDEX ledger_leaf_by_object ON ledger_leaf (object, number);

CREATE INDEX ledger_leaf_by_kind ON ledger_leaf (kind, number);

CREATE TABLE ledger_beside (
    number BIGINT NOT NULL,
    field TEXT NOT NULL,
    salt TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (number, field)
);

-- Roots of perfect subtrees of 256, 65,536 … records, so that a proof reads a few hundred hashes at most.
CREATE TABLE ledger_node (
    level INTEGER NOT NULL,
    position BIGINT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (level, position)
);

CREATE TABLE ledger_head (
    size BIGINT PRIMARY KEY,
    at_micros BIGINT NOT NULL,
    line TEXT NOT NULL
);

-- How far each second place has the heads, and when the ledger last tried whether it can write.
CREATE TABLE ledger_mark (
    name TEXT PRIMARY KEY,
    value BIGINT NOT NULL
);
