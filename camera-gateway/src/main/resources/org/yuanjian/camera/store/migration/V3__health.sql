-- How points were, from when to when; the last row of a point has no end. Incidents likewise.

CREATE TABLE point_state (
    point TEXT NOT NULL REFERENCES point (code),
    from_micros BIGINT NOT NULL,
    to_micros BIGINT,
    state TEXT NOT NULL,
    cause TEXT NOT NULL,
    detail TEXT NOT NULL,
    PRIMARY KEY (point, from_micros)
);

CREATE INDEX point_state_by_end ON point_state (to_micros);

CREATE TABLE incident (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    cause TEXT NOT NULL,
    points INTEGER NOT NULL,
    from_micros BIGINT NOT NULL,
    to_micros BIGINT
);

CREATE INDEX incident_by_end ON incident (to_micros);

CREATE TABLE maintenance (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    note TEXT NOT NULL,
    person TEXT NOT NULL,
    from_micros BIGINT NOT NULL,
    to_micros BIGINT NOT NULL
);

-- When a gateway last said that it watches: what came after, nobody saw.
CREATE TABLE health_watch (
    node TEXT PRIMARY KEY,
    alive_micros BIGINT NOT NULL
);
