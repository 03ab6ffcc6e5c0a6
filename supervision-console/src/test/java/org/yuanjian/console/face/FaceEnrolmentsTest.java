package org.yuanjian.console.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yuanjian.camera.credential.CredentialVault;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.camera.store.TestDatabase;
import org.yuanjian.console.ConsoleDatabase;
import org.yuanjian.face.FaceException;
import org.yuanjian.face.FaceTemplate;

class FaceEnrolmentsTest {
    private static final String FIRST = CredentialVault.freshKey("k1");
    private static final String SECOND = CredentialVault.freshKey("k2");
    private static final byte[] PICTURE = "a picture".getBytes(StandardCharsets.UTF_8);

    @TempDir Path folder;

    /// Of a model named m with a hash of zeros.
    private static FaceTemplate template(float... vector) throws FaceException {
        ByteBuffer bytes = ByteBuffer.allocate(2 + 1 + 32 + vector.length * Float.BYTES);
        bytes.put((byte) 1).put((byte) 1).put((byte) 'm').put(new byte[32]);
        for (float value : vector) {
            bytes.putFloat(value);
        }
        return FaceTemplate.of(bytes.array());
    }

    @ParameterizedTest
    @EnumSource
    void enrol_onePerson_opensForThatPersonAlone(TestDatabase database) throws Exception {
        try (SqlStore sql = ConsoleDatabase.open(database, folder)) {
            FaceTemplateStore store = new FaceTemplateStore(sql);
            FaceEnrolments enrolments = new FaceEnrolments(store, new CredentialVault(() -> FIRST));
            enrolments.enrol("p1", template(1, 0), PICTURE);
            enrolments.enrol("p2", template(0, 1), PICTURE);

            FaceTemplate kept = enrolments.template("p1").orElseThrow();
            assertThat(kept.model()).isEqualTo("m");
            assertThat(kept.sha256()).isEqualTo("00".repeat(32));
            assertThat(kept.similarity(template(1, 0))).isEqualTo(1);
            assertThat(enrolments.picture("p1"))
                    .hasValueSatisfying(found -> assertThat(found).isEqualTo(PICTURE));
            assertThat(enrolments.template("p3")).isEmpty();

            FaceTemplateStore.Kept other = store.kept("p2").orElseThrow();
            store.put("p1", other);
            assertThatThrownBy(() -> enrolments.template("p1"))
                    .as("what was sealed for another")
                    .isInstanceOf(RuntimeException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void rows_always_sayNothingInTheClear(TestDatabase database) throws Exception {
        try (SqlStore sql = ConsoleDatabase.open(database, folder)) {
            FaceTemplateStore store = new FaceTemplateStore(sql);
            FaceEnrolments enrolments = new FaceEnrolments(store, new CredentialVault(() -> FIRST));
            enrolments.enrol("p1", template(1, 0), PICTURE);
            FaceTemplateStore.Kept first = store.kept("p1").orElseThrow();
            enrolments.enrol("p1", template(1, 0), PICTURE);
            FaceTemplateStore.Kept second = store.kept("p1").orElseThrow();

            assertThat(second.template()).isNotEqualTo(first.template());
            assertThat(
                            new String(
                                    Base64.getDecoder().decode(first.picture()),
                                    StandardCharsets.ISO_8859_1))
                    .doesNotContain("a picture");
        }
    }

    @ParameterizedTest
    @EnumSource
    void delete_key_leavesCopiesThatOpenNoMore(TestDatabase database) throws Exception {
        try (SqlStore sql = ConsoleDatabase.open(database, folder)) {
            FaceTemplateStore store = new FaceTemplateStore(sql);
            FaceEnrolments enrolments = new FaceEnrolments(store, new CredentialVault(() -> FIRST));
            enrolments.enrol("p1", template(1, 0), PICTURE);
            FaceTemplateStore.Kept copy = store.kept("p1").orElseThrow();

            assertThat(enrolments.delete("p1")).isTrue();
            assertThat(enrolments.delete("p1")).isFalse();
            assertThat(enrolments.template("p1")).isEmpty();
            enrolments.enrol("p1", template(0, 1), PICTURE);
            String key = store.kept("p1").orElseThrow().key();
            store.put("p1", new FaceTemplateStore.Kept(key, copy.template(), copy.picture()));
            assertThatThrownBy(() -> enrolments.template("p1"))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void rewrap_freshKeyOfTheVault_opensWithThatAlone(TestDatabase database) throws Exception {
        try (SqlStore sql = ConsoleDatabase.open(database, folder)) {
            FaceTemplateStore store = new FaceTemplateStore(sql);
            new FaceEnrolments(store, new CredentialVault(() -> FIRST))
                    .enrol("p1", template(1, 0), PICTURE);
            CredentialVault both = new CredentialVault(() -> SECOND + "\n" + FIRST);

            assertThat(store.rewrap(both)).isEqualTo(1);
            assertThat(store.rewrap(both)).isZero();
            FaceEnrolments fresh = new FaceEnrolments(store, new CredentialVault(() -> SECOND));
            assertThat(fresh.template("p1")).isPresent();
        }
    }
}
