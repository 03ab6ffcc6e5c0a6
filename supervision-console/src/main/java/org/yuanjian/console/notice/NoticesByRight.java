package org.yuanjian.console.notice;

import java.util.Set;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.access.Rights;
import org.yuanjian.console.access.Scope;
import org.yuanjian.console.account.Account;
import org.yuanjian.console.account.Person;

/// Lets those hear of a region who keep it in sight: of what concerns rights, those who answer for
/// them there, and of an answer whoever asked; of glass broken over a whole region or group, also
/// those who answer for a part of it; of all else, those who may see the point or the region. What
/// names no region is for those who look after accounts. Of findings, those hear who may know of
/// them. The simulator of rights tells what both hear.
final class NoticesByRight implements NoticeFilter {
    private static final Set<String> OF_RIGHTS =
            Set.of("break_glass", "view_request", "view_answer");
    private static final Set<String> WIDE = Set.of("region", "group");

    private final Rights rights;

    NoticesByRight(Rights rights) {
        this.rights = rights;
    }

    @Override
    public boolean hears(Person person, Notice notice) {
        return hears(person.account(), notice)
                && (!person.isSimulated() || hears(person.viewer(), notice));
    }

    private boolean hears(Account account, Notice notice) {
        if (notice.region().isEmpty()) {
            return rights.anywhere(account).contains(Right.ACCOUNTS_READ);
        }
        if (OF_RIGHTS.contains(notice.kind())) {
            return isAnswerTo(account, notice)
                    || covers(account, Right.ACCOUNTS_READ, notice)
                    || covers(account, Right.APPROVE, notice);
        }
        boolean isFinding = notice.kind().startsWith("finding_");
        return covers(account, isFinding ? Right.FINDINGS : Right.SEE, notice);
    }

    private static boolean isAnswerTo(Account account, Notice notice) {
        return notice.kind().equals("view_answer")
                && account.id().equals(notice.facts().get("account"));
    }

    private static boolean isWide(Notice notice) {
        return notice.kind().equals("break_glass")
                && WIDE.contains(notice.facts().getOrDefault("place", ""));
    }

    private boolean covers(Account account, Right right, Notice notice) {
        Scope scope = rights.scope(account, right);
        return scope.coversRegion(notice.region())
                || (isWide(notice) && scope.isWithin(notice.region()))
                || scope.list().point(notice.object()).filter(scope::covers).isPresent();
    }
}
