package org.yuanjian.console.access;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.yuanjian.console.account.AccountRole;

/// What each role may do within its region. Nobody both administers and reads the ledger.
final class RoleRights {
    private RoleRights() {}

    static Set<Right> of(AccountRole role) {
        return Collections.unmodifiableSet(
                switch (role) {
                    case ADMINISTRATOR ->
                            EnumSet.of(
                                    Right.SEE,
                                    Right.LIVE,
                                    Right.PTZ,
                                    Right.SNAPSHOT,
                                    Right.POINTS,
                                    Right.MAINTENANCE,
                                    Right.ACCOUNTS,
                                    Right.ACCOUNTS_READ,
                                    Right.PLATFORM,
                                    Right.WEBHOOKS);
                    case AUDITOR ->
                            EnumSet.of(Right.SEE, Right.ACCOUNTS_READ, Right.LEDGER, Right.WATCHED);
                    case INSPECTOR ->
                            EnumSet.of(
                                    Right.SEE,
                                    Right.LIVE,
                                    Right.PTZ,
                                    Right.SNAPSHOT,
                                    Right.PLAYBACK,
                                    Right.FINDINGS,
                                    Right.BREAK_GLASS);
                    case REGION_CHIEF ->
                            EnumSet.of(
                                    Right.SEE,
                                    Right.LIVE,
                                    Right.PTZ,
                                    Right.SNAPSHOT,
                                    Right.PLAYBACK,
                                    Right.EXPORT,
                                    Right.MAINTENANCE,
                                    Right.FINDINGS,
                                    Right.VISITS,
                                    Right.REPORTS,
                                    Right.WATCHED,
                                    Right.APPROVE,
                                    Right.BREAK_GLASS);
                    case OFFICER ->
                            EnumSet.of(
                                    Right.SEE,
                                    Right.LIVE,
                                    Right.SNAPSHOT,
                                    Right.FINDINGS,
                                    Right.VISITS,
                                    Right.REPORTS,
                                    Right.WATCHED);
                });
    }
}
