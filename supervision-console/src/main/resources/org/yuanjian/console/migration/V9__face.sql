-- What is kept of a person's face, sealed under a key of that person alone.

-- sealed_key: the person's key as the vault of credentials seals it. Without it nothing of the person
-- opens, wherever copies are.
CREATE TABLE face_key (
    person TEXT PRIMARY KEY,
    sealed_key TEXT NOT NULL
);

-- template, with the name and hash of the model that made it, and the picture it was made of: AES-GCM,
-- base64.
CREATE TABLE face_enrolment (
    person TEXT PRIMARY KEY,
    template TEXT NOT NULL,
    picture TEXT NOT NULL
);
