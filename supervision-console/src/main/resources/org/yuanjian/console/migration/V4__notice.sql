-- Notices, the webhooks that carry them on, answers kept for repeated calls. Times are microseconds
-- since 1970 UTC.

-- facts holds a JSON object of texts.
CREATE TABLE notice (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    region TEXT NOT NULL,
    object TEXT NOT NULL,
    facts TEXT NOT NULL,
    at_micros BIGINT NOT NULL
);

CREATE INDEX notice_by_time ON notice (at_micros);

-- One row: the last id given away. Who adds a notice holds it, so that ids grow as they are kept.
CREATE TABLE notice_head (
    one INTEGER PRIMARY KEY,
    last TEXT NOT NULL
);

-- kinds holds a JSON array, empty for all; secret what the vault sealed.
CREATE TABLE webhook (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    url TEXT NOT NULL,
    kinds TEXT NOT NULL,
    secret TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_micros BIGINT NOT NULL
);

-- One row: up to which notice deliveries have been made.
CREATE TABLE webhook_head (
    one INTEGER PRIMARY KEY,
    last TEXT NOT NULL
);

-- state: waiting, sent or dead. Who sends one puts due_micros off by as long as that may take.
CREATE TABLE webhook_delivery (
    webhook TEXT NOT NULL REFERENCES webhook (id),
    notice TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    due_micros BIGINT NOT NULL,
    status INTEGER NOT NULL,
    problem TEXT NOT NULL,
    changed_micros BIGINT NOT NULL,
    PRIMARY KEY (webhook, notice)
);

CREATE INDEX webhook_delivery_due ON webhook_delivery (state, due_micros);

-- digest: SHA-256 of the call. status: 0 while it runs. answer: what the vault sealed, empty where it
-- was too long to keep.
CREATE TABLE repeated_call (
    person TEXT NOT NULL,
    call_key TEXT NOT NULL,
    route TEXT NOT NULL,
    digest TEXT NOT NULL,
    status INTEGER NOT NULL,
    answer TEXT NOT NULL,
    at_micros BIGINT NOT NULL,
    PRIMARY KEY (person, call_key, route)
);

CREATE INDEX repeated_call_by_time ON repeated_call (at_micros);
