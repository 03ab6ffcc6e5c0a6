-- Sign-ins under way at another service, and which sessions began there. Times are microseconds since
-- 1970 UTC.

-- state and browser hold the SHA-256 of what the address and the cookie say; nonce and verifier open
-- nothing without the code that only the address back brings.
CREATE TABLE oidc_attempt (
    state TEXT PRIMARY KEY,
    browser TEXT NOT NULL,
    nonce TEXT NOT NULL,
    verifier TEXT NOT NULL,
    back TEXT NOT NULL,
    began_micros BIGINT NOT NULL
);

CREATE INDEX oidc_attempt_by_time ON oidc_attempt (began_micros);

-- way: password or oidc.
ALTER TABLE person_session ADD COLUMN way TEXT NOT NULL DEFAULT 'password';

-- Whom another service vouches for is one account at most.
CREATE UNIQUE INDEX account_by_subject ON account (oidc_subject) WHERE oidc_subject <> '';
