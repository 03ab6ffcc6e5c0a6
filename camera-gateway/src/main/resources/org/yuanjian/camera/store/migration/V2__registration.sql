-- How it went when a device was looked at by ONVIF; without a row it was never, or not since its
-- address or account changed.

CREATE TABLE registration (
    device TEXT PRIMARY KEY REFERENCES device (id),
    step TEXT NOT NULL,
    problem TEXT NOT NULL,
    detail TEXT NOT NULL,
    skew_seconds BIGINT,
    tried_micros BIGINT NOT NULL
);
