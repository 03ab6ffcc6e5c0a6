package org.yuanjian.console.face;

import java.security.GeneralSecurityException;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.yuanjian.camera.credential.CredentialVault;
import org.yuanjian.face.FaceException;
import org.yuanjian.face.FaceTemplate;

/// The reference of one person: enrolled, asked for by that person's id, deleted. Any thread.
@Service
public final class FaceEnrolments {
    private static final String TEMPLATE = "template:";
    private static final String PICTURE = "picture:";

    private final FaceTemplateStore store;
    private final CredentialVault vault;

    public FaceEnrolments(FaceTemplateStore store, CredentialVault vault) {
        this.store = store;
        this.vault = vault;
    }

    /// Keeps a person's template and the picture it was made of, in the place of what was kept
    /// before, under a fresh key.
    public void enrol(String person, FaceTemplate template, byte[] picture) {
        String key = PersonSeal.freshKey();
        PersonSeal seal = new PersonSeal(key);
        store.put(
                person,
                new FaceTemplateStore.Kept(
                        vault.seal(key, FaceTemplateStore.owner(person)),
                        seal.seal(template.bytes(), TEMPLATE + person),
                        seal.seal(picture, PICTURE + person)));
    }

    /// The template of one person; empty where none is kept.
    ///
    /// @throws FaceException if what is kept is no template any more
    public Optional<FaceTemplate> template(String person) throws FaceException {
        Optional<FaceTemplateStore.Kept> kept = store.kept(person);
        return kept.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        FaceTemplate.of(open(person, kept.get(), kept.get().template(), TEMPLATE)));
    }

    /// The picture of one person's enrolment, for an officer to compare by eye.
    public Optional<byte[]> picture(String person) {
        return store.kept(person).map(kept -> open(person, kept, kept.picture(), PICTURE));
    }

    private byte[] open(String person, FaceTemplateStore.Kept kept, String sealed, String name) {
        PersonSeal seal = new PersonSeal(vault.open(kept.key(), FaceTemplateStore.owner(person)));
        try {
            return seal.open(sealed, name + person);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException("what is kept of a face was altered", e);
        }
    }

    /// Deletes the person's key, and with it template and picture.
    ///
    /// @return whether there was one
    public boolean delete(String person) {
        return store.delete(person);
    }
}
