package org.yuanjian.console.notice;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.yuanjian.console.access.NeedsNoRight;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.page.IdCursor;
import org.yuanjian.console.problem.ProblemException;
import org.yuanjian.console.session.SessionStore;

/// Tells open pages of notices as they come, by server-sent events. Each reader has its own virtual
/// thread, which may wait for a slow network; nobody waits for the reader. Who reads is looked at
/// again before each notice and each second, as sessions, rights and the simulator are then.
@RestController
final class EventController {
    /// How long a session may be over before its reader is gone, and how late it hears of what
    /// stands.
    private static final Duration LOOK = Duration.ofSeconds(1);

    /// Then the browser comes back by itself, and is asked anew who it is.
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final int MOST_READERS = 1_000;
    private static final int MOST_OF_ONE = 16;

    private final Notices notices;
    private final NoticeFilter filter;
    private final List<Standing> standing;
    private final SessionStore sessions;
    private final InstantSource clock;
    private final Map<String, Integer> readers = new HashMap<>();

    EventController(
            Notices notices,
            NoticeFilter filter,
            List<Standing> standing,
            SessionStore sessions,
            InstantSource clock) {
        this.notices = notices;
        this.filter = filter;
        this.standing = standing;
        this.sessions = sessions;
        this.clock = clock;
    }

    /// @param last the last notice seen, as browsers say it when they come back
    /// @param after the same for who comes for the first time
    @NeedsNoRight
    @GetMapping("/api/events")
    void events(
            @RequestHeader(name = "Last-Event-ID", defaultValue = "") String last,
            @RequestParam(defaultValue = "") String after,
            Person person,
            HttpServletResponse response)
            throws InterruptedException {
        String seen = IdCursor.of(last.isEmpty() ? after : last);
        enter(person.getName());
        NoticeQueue queue = notices.listen();
        try {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            // A proxy in between must not collect events (nginx).
            response.setHeader("X-Accel-Buffering", "no");
            tell(queue, seen, person, new EventWriter(response.getOutputStream()));
        } catch (IOException e) {
            // The reader has gone, or took nothing for as long as Tomcat waits.
        } catch (DataAccessException e) {
            // Who it is cannot be looked up: the browser comes back by itself.
        } finally {
            notices.leave(queue);
            leave(person.getName());
        }
    }

    private synchronized void enter(String person) {
        int all = readers.values().stream().mapToInt(Integer::intValue).sum();
        int own = readers.getOrDefault(person, 0);
        if (all >= MOST_READERS || own >= MOST_OF_ONE) {
            throw new ProblemException(
                    HttpStatus.SERVICE_UNAVAILABLE, "BUSY", "Too many open streams of events");
        }
        readers.put(person, own + 1);
    }

    private synchronized void leave(String person) {
        readers.computeIfPresent(person, (_, own) -> own == 1 ? null : own - 1);
    }

    private void tell(NoticeQueue queue, String seen, Person person, EventWriter out)
            throws IOException, InterruptedException {
        String told = seen;
        if (seen.isEmpty()) {
            told = notices.last();
            out.open(told);
        } else {
            out.greet();
            told = replay(seen, person, out);
        }
        Instant end = clock.instant().plus(LONGEST);
        Instant look = clock.instant();
        List<Standing.Told> stands = standing.stream().map(Standing::begin).toList();
        boolean stays = true;
        while (stays && !queue.isEnded() && clock.instant().isBefore(end)) {
            if (!clock.instant().isBefore(look)) {
                look = clock.instant().plus(LOOK);
                stays = tell(stands, person, out);
            }
            @Nullable KeptNotice next = stays ? queue.next(LOOK) : null;
            if (next != null && next.id().compareTo(told) > 0) {
                told = next.id();
                stays = tell(next, person, out);
            }
        }
    }

    /// False if the person's session is over.
    private boolean tell(List<Standing.Told> stands, Person person, EventWriter out)
            throws IOException {
        Optional<Person> now = sessions.again(person);
        if (now.isPresent()) {
            for (Standing.Told stand : stands) {
                for (Standing.Event event : stand.next(now.get())) {
                    out.standing(event);
                }
            }
        }
        return now.isPresent();
    }

    /// What came after the one seen last. Meanwhile newer ones wait in the queue.
    private String replay(String seen, Person person, EventWriter out) throws IOException {
        String told = seen;
        List<KeptNotice> page = notices.after(told);
        while (!page.isEmpty()) {
            for (KeptNotice kept : page) {
                if (!tell(kept, person, out)) {
                    return told;
                }
            }
            told = page.getLast().id();
            page = notices.after(told);
        }
        return told;
    }

    /// False if the person's session is over.
    private boolean tell(KeptNotice kept, Person person, EventWriter out) throws IOException {
        Optional<Person> now = sessions.again(person);
        if (now.isPresent() && filter.hears(now.get(), kept.notice())) {
            out.notice(kept);
        }
        return now.isPresent();
    }
}
