package org.yuanjian.camera.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class CredentialVaultTest {
    private static final String SECRET = "p@ss: 密码/%?";
    private static final String OLD = CredentialVault.freshKey("old");
    private static final String NEW = CredentialVault.freshKey("new");

    private final AtomicReference<String> keys = new AtomicReference<>(OLD);
    private final CredentialVault vault = new CredentialVault(keys::get);

    @Test
    void open_sealed_givesTheSecret() {
        String sealed = vault.seal(SECRET, "device");
        assertThat(sealed).startsWith("1.old.").doesNotContain("pass");
        assertThat(vault.open(sealed, "device")).isEqualTo(SECRET);
        assertThat(vault.open(vault.seal("", "device"), "device")).isEmpty();
    }

    @Test
    void seal_sameSecretTwice_looksDifferent() {
        assertThat(vault.seal(SECRET, "device")).isNotEqualTo(vault.seal(SECRET, "device"));
    }

    @Test
    void open_otherOwner_isRefused() {
        String sealed = vault.seal(SECRET, "device");
        assertThatThrownBy(() -> vault.open(sealed, "another"))
                .isInstanceOf(VaultException.class)
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void open_anyCharacterAltered_isRefused() {
        String sealed = vault.seal(SECRET, "device");
        for (int i = 0; i < sealed.length(); i++) {
            String altered =
                    sealed.substring(0, i)
                            + (sealed.charAt(i) == 'A' ? 'B' : 'A')
                            + sealed.substring(i + 1);
            assertThatThrownBy(() -> vault.open(altered, "device"))
                    .as("character %d", i)
                    .isInstanceOf(VaultException.class);
        }
    }

    @Test
    void open_cutShort_isRefused() {
        String sealed = vault.seal(SECRET, "device");
        for (int i = 0; i < sealed.length(); i++) {
            String cut = sealed.substring(0, i);
            assertThatThrownBy(() -> vault.open(cut, "device")).isInstanceOf(VaultException.class);
        }
    }

    @Test
    void rewrap_newKeyFirst_opensWithoutTheOld() {
        String sealed = vault.seal(SECRET, "device");
        keys.set(NEW + "\n" + OLD);
        vault.reload();
        assertThat(vault.isCurrent(sealed)).isFalse();
        String anew = vault.rewrap(sealed);
        assertThat(vault.isCurrent(anew)).isTrue();

        keys.set(NEW);
        vault.reload();
        assertThat(vault.open(anew, "device")).isEqualTo(SECRET);
        assertThatThrownBy(() -> vault.open(sealed, "device"))
                .hasMessage("the vault has no key named old");
    }

    @Test
    void open_keyAddedByAnother_isReadByItself() {
        CredentialVault another = new CredentialVault(() -> NEW + "," + OLD);
        String sealed = another.seal(SECRET, "device");
        keys.set(NEW + "," + OLD);
        assertThat(vault.open(sealed, "device")).isEqualTo(SECRET);
    }

    @Test
    void vault_badKeys_areRefusedWithoutBeingShown() {
        for (String text : new String[] {"", "old", "old c2hvcnQ=", OLD + "\n" + OLD}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new CredentialVault(() -> text))
                    .withMessageContaining("vault")
                    .withMessageNotContaining("c2hvcnQ");
        }
    }
}
