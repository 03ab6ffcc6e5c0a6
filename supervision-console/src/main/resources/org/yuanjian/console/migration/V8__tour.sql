-- What people put on the wall, what they tour, and what they have seen. Times are microseconds
-- since 1970 UTC; days are those of China.

-- kind: layout or tour. body: JSON. region: empty where only the owner sees it, else of those with
-- whom it is shared.
CREATE TABLE wall_plan (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    owner TEXT NOT NULL,
    region TEXT NOT NULL,
    body TEXT NOT NULL,
    created_micros BIGINT NOT NULL
);

CREATE INDEX wall_plan_by_kind ON wall_plan (kind, id);

-- One row for each day on which tours began: the number given away last.
CREATE TABLE tour_run_head (
    day TEXT PRIMARY KEY,
    last BIGINT NOT NULL
);

-- state: running, ended or signed. points: JSON array of codes, in the order of the tour. record:
-- JSON as it was signed, empty before; digest: its SHA-256, in hex; leaf: its number in the ledger.
CREATE TABLE tour_run (
    id TEXT PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    account TEXT NOT NULL,
    region TEXT NOT NULL,
    purpose TEXT NOT NULL,
    grid INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    points TEXT NOT NULL,
    state TEXT NOT NULL,
    started_micros BIGINT NOT NULL,
    ended_micros BIGINT NOT NULL,
    paused_millis BIGINT NOT NULL,
    pages INTEGER NOT NULL,
    words TEXT NOT NULL,
    record TEXT NOT NULL,
    digest TEXT NOT NULL,
    leaf BIGINT NOT NULL
);

CREATE INDEX tour_run_by_account ON tour_run (account, id);

-- state: seen or tried. why: what kept the picture away, as a key.
CREATE TABLE tour_look (
    run TEXT NOT NULL REFERENCES tour_run (id),
    point TEXT NOT NULL,
    state TEXT NOT NULL,
    why TEXT NOT NULL,
    millis BIGINT NOT NULL,
    first_micros BIGINT NOT NULL,
    last_micros BIGINT NOT NULL,
    PRIMARY KEY (run, point)
);

-- The same for whole days, with tours and without.
CREATE TABLE day_look (
    day TEXT NOT NULL,
    account TEXT NOT NULL,
    point TEXT NOT NULL,
    state TEXT NOT NULL,
    millis BIGINT NOT NULL,
    PRIMARY KEY (day, account, point)
);

CREATE INDEX day_look_by_account ON day_look (account, day);

-- When anybody saw a point last.
CREATE TABLE last_look (
    point TEXT PRIMARY KEY,
    at_micros BIGINT NOT NULL
);
