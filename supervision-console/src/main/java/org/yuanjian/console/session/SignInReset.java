package org.yuanjian.console.session;

import java.time.InstantSource;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.console.account.Account;
import org.yuanjian.console.account.AccountStore;
import org.yuanjian.console.setting.YuanjianSettings;

/// Takes away what keeps an account from signing in with its password alone, and all its sessions.
public final class SignInReset {
    private final AccountStore accounts;
    private final FactorStore factors;
    private final SessionStore sessions;
    private final SignInThrottle throttle;

    public SignInReset(SqlStore sql, InstantSource clock, YuanjianSettings.Account settings) {
        this.accounts = new AccountStore(sql, clock);
        this.factors = new FactorStore(sql, clock);
        this.sessions = new SessionStore(sql, clock, settings);
        this.throttle = new SignInThrottle(sql, clock, settings);
    }

    public void reset(Account account) {
        accounts.setTotp(account.id(), "");
        factors.removeAll(account.id());
        end(account);
        throttle.unlock(account.name());
        throttle.unlock(SignInThrottle.factorOf(account.id()));
    }

    /// Its sessions only.
    public void end(Account account) {
        sessions.endAll(account.id(), "");
    }
}
