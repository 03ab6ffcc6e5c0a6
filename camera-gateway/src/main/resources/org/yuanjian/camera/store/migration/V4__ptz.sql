-- What was done to cameras that can be moved, by whom and why.

CREATE TABLE ptz_command (
    id TEXT PRIMARY KEY,
    point TEXT NOT NULL,
    person TEXT NOT NULL,
    reason TEXT NOT NULL,
    action TEXT NOT NULL,
    detail TEXT NOT NULL,
    result TEXT NOT NULL,
    at_micros BIGINT NOT NULL
);

CREATE INDEX ptz_command_by_point ON ptz_command (point, at_micros);
