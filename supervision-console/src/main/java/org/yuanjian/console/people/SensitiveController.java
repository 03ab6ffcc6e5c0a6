package org.yuanjian.console.people;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yuanjian.console.access.Needs;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.access.Rights;
import org.yuanjian.console.access.SensitiveStore.Ask;
import org.yuanjian.console.access.SensitiveStore.Mark;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.page.IdCursor;

/// Points that one person alone may not look at: which they are, who asks, what the second says.
@RestController
final class SensitiveController {
    private final SensitiveDesk desk;
    private final Rights rights;

    SensitiveController(SensitiveDesk desk, Rights rights) {
        this.desk = desk;
        this.rights = rights;
    }

    record Wish(@Nullable String words) {}

    record Answer(@Nullable Boolean allow) {}

    /// @param accountName who asks
    record Row(Ask ask, String accountName, String pointName) {}

    @Needs(Right.SEE)
    @GetMapping("/api/sensitive-points")
    List<Mark> marks(Person person) {
        return desk.marks(rights.scope(person, Right.SEE));
    }

    @Needs(value = Right.ACCOUNTS, at = "code")
    @PutMapping("/api/sensitive-points/{code}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void mark(@PathVariable String code, @RequestBody Wish wish, Person person) {
        desk.mark(code, GrantController.words(wish.words()), person);
    }

    @Needs(value = Right.ACCOUNTS, at = "code")
    @DeleteMapping("/api/sensitive-points/{code}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unmark(@PathVariable String code, Person person) {
        desk.unmark(code, person);
    }

    /// @param next what to ask for next with `before`; null at the end
    record Page(List<Row> requests, @Nullable String next) {}

    /// Those of the last day, the newest first: one's own, and those one may answer. A page may be
    /// short, or empty, though others follow: `next` tells.
    @Needs(Right.SEE)
    @GetMapping("/api/view-requests")
    Page asks(@RequestParam(defaultValue = "") String before, Person person) {
        return desk.asks(person, IdCursor.of(before));
    }

    @Needs(Right.LIVE)
    @PostMapping("/api/points/{code}/view-requests")
    @ResponseStatus(HttpStatus.CREATED)
    Row ask(@PathVariable String code, @RequestBody Wish wish, Person person) {
        rights.require(person, Right.SEE, code);
        return desk.ask(code, GrantController.words(wish.words()), person);
    }

    @Needs(Right.APPROVE)
    @PutMapping("/api/view-requests/{id}")
    Row answer(@PathVariable String id, @RequestBody Answer answer, Person person) {
        return desk.answer(id, Boolean.TRUE.equals(answer.allow()), person);
    }
}
