package org.yuanjian.console.session;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.yuanjian.camera.credential.CredentialVault;
import org.yuanjian.camera.credential.VaultException;
import org.yuanjian.console.account.Account;
import org.yuanjian.console.account.AccountStore;

/// The second factors of accounts: one-time codes, passkeys, and recovery codes for when both are
/// lost. Any thread.
public final class Factors {
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int CODES = 10;
    private static final int CODE_CHARS = 12;
    private static final int GROUP = 4;

    private final AccountStore accounts;
    private final FactorStore store;
    private final CredentialVault vault;
    private final OneTimeCodes codes;
    private final SecureRandom random = new SecureRandom();

    Factors(AccountStore accounts, FactorStore store, CredentialVault vault, OneTimeCodes codes) {
        this.accounts = accounts;
        this.store = store;
        this.vault = vault;
        this.codes = codes;
    }

    /// What an account has.
    ///
    /// @param recoveryCodes how many are left
    public record Held(boolean oneTimeCodes, List<FactorStore.Listed> passkeys, int recoveryCodes) {
        public boolean isAny() {
            return oneTimeCodes || !passkeys.isEmpty();
        }
    }

    public Held held(String account) {
        return new Held(hasOneTime(account), store.passkeys(account), store.codesLeft(account));
    }

    /// Whether the code is right: a one-time code of its step, which opens nothing again, or a
    /// recovery code, which opens nothing again either.
    boolean prove(Account account, String code) {
        String plain = code.strip().replace("-", "").replace(" ", "").toLowerCase(Locale.ROOT);
        if (plain.matches("\\d{6}")) {
            return proveOneTime(account.id(), plain);
        }
        return plain.length() == CODE_CHARS && store.useCode(account.id(), Secrets.digest(plain));
    }

    private boolean proveOneTime(String account, String code) {
        String sealed = accounts.totp(account);
        if (sealed.isEmpty()) {
            return false;
        }
        OptionalLong step = codes.step(vault.open(sealed, account), code);
        return step.isPresent() && accounts.useStep(account, step.getAsLong());
    }

    /// A secret an app is about to take.
    ///
    /// @param sealed what is remembered of it meanwhile
    record Fresh(String secret, String sealed) {}

    Fresh freshOneTime(String account) {
        String secret = OneTimeCodes.freshSecret();
        return new Fresh(secret, vault.seal(secret, account));
    }

    /// The step of a code that shows that the app has the secret; empty for a wrong one.
    OptionalLong stepOf(String account, String sealed, String code) {
        return codes.step(opened(account, sealed), code.strip());
    }

    boolean hasOneTime(String account) {
        return !accounts.totp(account).isEmpty();
    }

    /// Sets one-time codes up; the one of this step opens nothing.
    void setOneTime(String account, String sealed, long step) {
        accounts.setTotp(account, sealed);
        accounts.useStep(account, step);
    }

    /// Empty for what is none: the challenge of a passkey, for example.
    private String opened(String account, String sealed) {
        try {
            return vault.open(sealed, account);
        } catch (VaultException e) {
            return "";
        }
    }

    void removeOneTime(String account) {
        accounts.setTotp(account, "");
    }

    /// Fresh recovery codes, to be shown once; those before open nothing more.
    List<String> freshCodes(String account) {
        List<String> fresh = new ArrayList<>();
        for (int i = 0; i < CODES; i++) {
            StringBuilder code = new StringBuilder();
            for (int j = 0; j < CODE_CHARS; j++) {
                code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            fresh.add(code.toString());
        }
        store.setCodes(account, fresh.stream().map(Secrets::digest).toList());
        return fresh.stream().map(Factors::grouped).toList();
    }

    private static String grouped(String code) {
        return code.replaceAll("(.{" + GROUP + "})(?!$)", "$1-");
    }

    /// Takes every second factor from an account.
    public void removeAll(String account) {
        removeOneTime(account);
        store.removeAll(account);
    }
}
