package org.yuanjian.console.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Hashes of passwords, and the one that no password belongs to.
final class PasswordsTest {
    private final Passwords passwords = new Passwords();

    @Test
    void matches_ownHash_isTrueAndNoOther() {
        String hash = passwords.hash("七只白鹭飞过了松溪的小桥");

        assertThat(passwords.matches("七只白鹭飞过了松溪的小桥", hash)).isTrue();
        assertThat(passwords.matches("八只白鹭飞过了松溪的小桥", hash)).isFalse();
    }

    /// Whoever is unknown costs the same work as anybody, so the form has to be that of a true
    /// hash.
    @Test
    void nobody_likeATrueHash_hasItsFormAndLength() {
        String hash = passwords.hash("七只白鹭飞过了松溪的小桥");

        assertThat(hash).startsWith(Passwords.FORM);
        assertThat(passwords.nobody()).startsWith(Passwords.FORM).hasSameSizeAs(hash);
        assertThat(passwords.matches("", "")).isFalse();
    }
}
