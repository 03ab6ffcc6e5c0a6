-- What was found wrong at points, what became of it, and pictures of it. Times are microseconds
-- since 1970 UTC.

-- What somebody has just taken and not yet used for anything. jpeg: marked with who took it.
CREATE TABLE still (
    id TEXT PRIMARY KEY,
    point TEXT NOT NULL,
    account TEXT NOT NULL,
    jpeg BYTEA NOT NULL,
    at_micros BIGINT NOT NULL
);

CREATE INDEX still_by_time ON still (at_micros);

-- One row: the number given away last.
CREATE TABLE finding_head (
    one INTEGER PRIMARY KEY,
    last BIGINT NOT NULL
);

-- state: raised, accepted, answered, returned or closed. run: the tour it was raised in, empty for
-- none. overdue_told: whether a notice said that it is overdue, since its day last moved; was_late:
-- whether the office ever was late with it.
CREATE TABLE finding (
    id TEXT PRIMARY KEY,
    number BIGINT NOT NULL UNIQUE,
    point TEXT NOT NULL,
    site TEXT NOT NULL,
    region TEXT NOT NULL,
    kind TEXT NOT NULL,
    words TEXT NOT NULL,
    state TEXT NOT NULL,
    run TEXT NOT NULL,
    raised_by TEXT NOT NULL,
    raised_micros BIGINT NOT NULL,
    due_micros BIGINT NOT NULL,
    changed_micros BIGINT NOT NULL,
    closed_micros BIGINT NOT NULL,
    overdue_told INTEGER NOT NULL,
    was_late INTEGER NOT NULL
);

CREATE INDEX finding_by_state ON finding (state, id);
CREATE INDEX finding_by_point ON finding (point, id);
CREATE INDEX finding_by_run ON finding (run);

-- kind: raised, accepted, answered, returned, closed, reopened or due. due_micros: 0 where it says
-- nothing of that.
CREATE TABLE finding_step (
    id TEXT PRIMARY KEY,
    finding TEXT NOT NULL REFERENCES finding (id),
    kind TEXT NOT NULL,
    account TEXT NOT NULL,
    words TEXT NOT NULL,
    due_micros BIGINT NOT NULL,
    at_micros BIGINT NOT NULL
);

CREATE INDEX finding_step_by_finding ON finding_step (finding, id);

-- step: empty until the picture is part of one. jpeg: as we coded it, never as it came.
CREATE TABLE finding_picture (
    id TEXT PRIMARY KEY,
    finding TEXT NOT NULL REFERENCES finding (id),
    step TEXT NOT NULL,
    account TEXT NOT NULL,
    jpeg BYTEA NOT NULL,
    at_micros BIGINT NOT NULL
);

CREATE INDEX finding_picture_by_finding ON finding_picture (finding, step);

-- How a point is to look. approved_micros: 0 while nobody approved it.
CREATE TABLE reference_view (
    id TEXT PRIMARY KEY,
    point TEXT NOT NULL,
    account TEXT NOT NULL,
    jpeg BYTEA NOT NULL,
    at_micros BIGINT NOT NULL,
    approved_by TEXT NOT NULL,
    approved_micros BIGINT NOT NULL
);

CREATE INDEX reference_view_by_point ON reference_view (point, approved_micros);
