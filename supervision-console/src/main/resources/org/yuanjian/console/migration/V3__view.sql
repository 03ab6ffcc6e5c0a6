-- Why the person of a session looks at pictures, until when. One at a time.
CREATE TABLE view_purpose (
    session_id   TEXT   NOT NULL PRIMARY KEY,
    reason       TEXT   NOT NULL,
    detail       TEXT   NOT NULL,
    since_micros BIGINT NOT NULL,
    until_micros BIGINT NOT NULL
);

CREATE INDEX view_purpose_until ON view_purpose (until_micros);
