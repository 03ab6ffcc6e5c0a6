-- Regions, sites, devices and video points. Times are microseconds since 1970 UTC; lists are JSON.

CREATE TABLE region (
    code TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    parent TEXT NOT NULL,
    level TEXT NOT NULL,
    position INTEGER NOT NULL
);

CREATE TABLE site (
    id TEXT PRIMARY KEY,
    region TEXT NOT NULL REFERENCES region (code),
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    line_kbps INTEGER NOT NULL,
    created_micros BIGINT NOT NULL,
    UNIQUE (region, name)
);

-- password holds what the vault sealed, never the password itself.
CREATE TABLE device (
    id TEXT PRIMARY KEY,
    host TEXT NOT NULL,
    onvif_port INTEGER NOT NULL,
    rtsp_port INTEGER NOT NULL,
    user_name TEXT NOT NULL,
    password TEXT NOT NULL,
    addresses TEXT NOT NULL,
    sessions INTEGER NOT NULL,
    manufacturer TEXT NOT NULL,
    model TEXT NOT NULL,
    firmware TEXT NOT NULL,
    serial TEXT NOT NULL,
    created_micros BIGINT NOT NULL
);

CREATE INDEX device_by_host ON device (host);

CREATE TABLE point (
    code TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES site (id),
    name TEXT NOT NULL,
    place TEXT NOT NULL,
    signage TEXT NOT NULL,
    longitude DOUBLE PRECISION,
    latitude DOUBLE PRECISION,
    tags TEXT NOT NULL,
    device TEXT REFERENCES device (id),
    channel TEXT NOT NULL,
    main_path TEXT NOT NULL,
    sub_path TEXT NOT NULL,
    transport TEXT NOT NULL,
    position INTEGER NOT NULL,
    created_micros BIGINT NOT NULL,
    retired_micros BIGINT
);

CREATE INDEX point_by_site ON point (site);

-- One row: grows by one with each change, so that others see that something changed.
CREATE TABLE registry_version (
    id INTEGER PRIMARY KEY,
    version BIGINT NOT NULL
);

-- The lists that were taken over at a start, by what they held.
CREATE TABLE list_taken (
    name TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    taken_micros BIGINT NOT NULL
);
