package org.yuanjian.console.notice;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.yuanjian.console.access.NeedsNoRight;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.page.IdCursor;

/// Lists notices, page by page.
@RestController
final class NoticeController {
    private final Notices notices;
    private final NoticeFilter filter;

    NoticeController(Notices notices, NoticeFilter filter) {
        this.notices = notices;
        this.filter = filter;
    }

    /// @param next what to ask for next with `after`; null at the end
    record Page(List<NoticeView> notices, @Nullable String next) {}

    /// The oldest first. A page may be short, or empty, though others follow: `next` tells.
    @NeedsNoRight
    @GetMapping("/api/notices")
    Page list(@RequestParam(defaultValue = "") String after, Person person) {
        List<KeptNotice> page = notices.after(IdCursor.of(after));
        List<NoticeView> heard = new ArrayList<>();
        for (KeptNotice kept : page) {
            if (filter.hears(person, kept.notice())) {
                heard.add(NoticeView.of(kept));
            }
        }
        return new Page(heard, IdCursor.next(page, Notices.PAGE, KeptNotice::id));
    }
}
