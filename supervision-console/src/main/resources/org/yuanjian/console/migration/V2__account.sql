-- Accounts, their second factors, sessions, rights beyond the role, groups of points, sensitive
-- points. Times are microseconds since 1970 UTC.

-- password holds an Argon2id hash, empty where the account signs in elsewhere; totp what the vault
-- sealed, empty without one.
CREATE TABLE account (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    full_name TEXT NOT NULL,
    role TEXT NOT NULL,
    region TEXT NOT NULL,
    site TEXT NOT NULL,
    password TEXT NOT NULL,
    must_change INTEGER NOT NULL,
    disabled INTEGER NOT NULL,
    totp TEXT NOT NULL,
    totp_step BIGINT NOT NULL,
    oidc_subject TEXT NOT NULL,
    created_micros BIGINT NOT NULL
);

CREATE TABLE recovery_code (
    account TEXT NOT NULL REFERENCES account (id),
    hash TEXT NOT NULL,
    used_micros BIGINT NOT NULL,
    PRIMARY KEY (account, hash)
);

CREATE TABLE passkey (
    id TEXT PRIMARY KEY,
    account TEXT NOT NULL REFERENCES account (id),
    label TEXT NOT NULL,
    credential TEXT NOT NULL,
    sign_count BIGINT NOT NULL,
    created_micros BIGINT NOT NULL,
    used_micros BIGINT NOT NULL
);

CREATE INDEX passkey_by_account ON passkey (account);

-- token holds the SHA-256 of what the cookie says, never the cookie.
CREATE TABLE person_session (
    id TEXT PRIMARY KEY,
    token TEXT NOT NULL UNIQUE,
    account TEXT NOT NULL REFERENCES account (id),
    stage TEXT NOT NULL,
    view_as TEXT NOT NULL,
    challenge TEXT NOT NULL,
    address TEXT NOT NULL,
    agent TEXT NOT NULL,
    created_micros BIGINT NOT NULL,
    seen_micros BIGINT NOT NULL,
    until_micros BIGINT NOT NULL
);

CREATE INDEX person_session_by_account ON person_session (account);

-- name is the SHA-256 of the account's name as it was given, whether there is such an account or not.
CREATE TABLE sign_in_failure (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    counts INTEGER NOT NULL,
    at_micros BIGINT NOT NULL
);

CREATE INDEX sign_in_failure_by_name ON sign_in_failure (name, at_micros);
CREATE INDEX sign_in_failure_by_address ON sign_in_failure (address, at_micros);

-- account: empty for everybody. effect: allow or deny. place: region, site, group or point, and its
-- id. cause: given, restriction or break_glass.
CREATE TABLE access_grant (
    id TEXT PRIMARY KEY,
    account TEXT NOT NULL,
    access_right TEXT NOT NULL,
    effect TEXT NOT NULL,
    place TEXT NOT NULL,
    place_id TEXT NOT NULL,
    from_micros BIGINT NOT NULL,
    until_micros BIGINT NOT NULL,
    cause TEXT NOT NULL,
    words TEXT NOT NULL,
    granted_by TEXT NOT NULL,
    revoked_micros BIGINT NOT NULL
);

CREATE INDEX access_grant_by_account ON access_grant (account);

CREATE TABLE point_group (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    region TEXT NOT NULL,
    created_micros BIGINT NOT NULL
);

CREATE TABLE point_group_member (
    point_group TEXT NOT NULL REFERENCES point_group (id),
    point TEXT NOT NULL,
    PRIMARY KEY (point_group, point)
);

CREATE TABLE sensitive_point (
    point TEXT PRIMARY KEY,
    words TEXT NOT NULL,
    marked_by TEXT NOT NULL,
    at_micros BIGINT NOT NULL
);

-- answer: asked, given or refused.
CREATE TABLE view_request (
    id TEXT PRIMARY KEY,
    point TEXT NOT NULL,
    account TEXT NOT NULL REFERENCES account (id),
    words TEXT NOT NULL,
    asked_micros BIGINT NOT NULL,
    answer TEXT NOT NULL,
    answered_by TEXT NOT NULL,
    answered_micros BIGINT NOT NULL,
    until_micros BIGINT NOT NULL
);

CREATE INDEX view_request_by_account ON view_request (account, point);
