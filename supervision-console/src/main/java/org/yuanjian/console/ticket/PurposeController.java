package org.yuanjian.console.ticket;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yuanjian.console.access.NeedsNoRight;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.problem.ProblemException;

/// Asks a person why they look, before the first picture.
@RestController
@RequestMapping("/api/purpose")
final class PurposeController {
    private final Purposes purposes;

    PurposeController(Purposes purposes) {
        this.purposes = purposes;
    }

    record Wish(@Nullable String reason, @Nullable String detail) {}

    /// @param reason its key; null for none
    /// @param detail number or words; empty where there are none
    /// @param until when it ends by itself
    record View(@Nullable String reason, String detail, @Nullable Instant until) {
        private static final View NONE = new View(null, "", null);

        private static View of(SetPurpose set) {
            return new View(set.purpose().reason().key(), set.purpose().detail(), set.until());
        }
    }

    @NeedsNoRight
    @GetMapping
    View current(Person person) {
        return purposes.current(person).map(View::of).orElse(View.NONE);
    }

    @NeedsNoRight
    @PutMapping
    View choose(@RequestBody Wish wish, Person person) {
        String reason = wish.reason() == null ? "" : wish.reason();
        String detail = wish.detail() == null ? "" : wish.detail();
        return Purpose.of(reason, detail)
                .map(purpose -> View.of(purposes.choose(person, purpose)))
                .orElseThrow(() ->
                        new ProblemException(
                                HttpStatus.UNPROCESSABLE_CONTENT,
                                "PURPOSE",
                                "A known reason with its number or words"));
    }

    /// Also ends what the person watches.
    @NeedsNoRight
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(Person person) {
        purposes.end(person);
    }
}
