package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.console.account.AccountStore;
import org.yuanjian.console.notice.Notice;
import org.yuanjian.console.notice.NoticeBoard;
import tools.jackson.databind.JsonNode;

/// Notices by the JSON interface and as server-sent events.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
final class NoticeTest {
    @TempDir static Path data;

    private RunningConsole console;

    @BeforeAll
    void start() {
        console = new RunningConsole(data);
    }

    @AfterAll
    void stop() {
        console.close();
    }

    @BeforeEach
    void signIn() throws Exception {
        console.forgetCookies();
        console.signIn();
    }

    private static void post(RunningConsole where, String object) {
        where.bean(NoticeBoard.class)
                .post(new Notice("point_down", "440100", object, Map.of("cause", "noAnswer")));
    }

    private String last() throws Exception {
        try (EventStream events = console.events("/api/events", "")) {
            return events.next().getOrDefault("id", "");
        }
    }

    @Test
    void list_moreThanAPage_comesByTheCursor() throws Exception {
        String before = last();
        for (int i = 0; i < 201; i++) {
            post(console, "page-" + i);
        }
        JsonNode first =
                RunningConsole.json(console.call("GET", "/api/notices?after=" + before, null));
        String next = first.get("next").asString();
        JsonNode second =
                RunningConsole.json(console.call("GET", "/api/notices?after=" + next, null));

        assertThat(first.get("notices").size()).isEqualTo(200);
        assertThat(second.get("notices").size()).isOne();
        assertThat(second.get("notices").get(0).get("object").asString()).isEqualTo("page-200");
        assertThat(second.get("next").isNull()).isTrue();
    }

    @Test
    void list_noCursor_isRefused() throws Exception {
        var answer = console.call("GET", "/api/notices?after=1%20OR%201", null);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(RunningConsole.json(answer).get("kind").asString()).isEqualTo("CURSOR");
    }

    @Test
    void events_posted_areToldAtOnce() throws Exception {
        try (EventStream events = console.events("/api/events", "")) {
            assertThat(events.next()).containsEntry("event", "open");
            post(console, "live");
            Map<String, String> told = events.next();

            assertThat(events.response().headers().firstValue("Content-Type").orElse(""))
                    .startsWith("text/event-stream");
            assertThat(told).containsEntry("event", "notice");
            assertThat(told.get("data"))
                    .contains("\"object\":\"live\"", "\"cause\":\"noAnswer\"", told.get("id"));
        }
    }

    @Test
    void events_cutOff_replaysWhatCameMeanwhile() throws Exception {
        String seen = last();
        post(console, "missed-1");
        post(console, "missed-2");
        try (EventStream events = console.events("/api/events", seen)) {
            assertThat(events.next().get("data")).contains("missed-1");
            assertThat(events.next().get("data")).contains("missed-2");
            post(console, "after");
            assertThat(events.next().get("data")).contains("\"after\"");
        }
    }

    @Test
    void events_ofAnotherNode_areFound() throws Exception {
        String database = "--yuanjian.database.url=jdbc:sqlite:" + data.resolve("records.db");
        Path folder = data.resolve("other");
        try (RunningConsole other = new RunningConsole(folder, database, "--yuanjian.demo=false");
                EventStream events = console.events("/api/events", "")) {
            events.next();
            post(other, "elsewhere");

            assertThat(events.next().get("data")).contains("elsewhere");
        }
    }

    @Test
    void events_sessionEndedInTheMeantime_tellNothingMoreAndEnd() throws Exception {
        try (EventStream events = console.events("/api/events", "")) {
            events.next();
            assertThat(console.call("DELETE", "/api/session", null).statusCode()).isEqualTo(204);
            post(console, "after the end");

            assertThatThrownBy(events::next).hasMessage("the stream has ended");
        }
    }

    @Test
    void events_roleChangedInTheDatabase_endWithinSeconds() throws Exception {
        console.signInAs("inspector");
        AccountStore accounts = console.bean(AccountStore.class);
        String id = accounts.named("inspector").orElseThrow().id();
        try (EventStream events = console.events("/api/events", "")) {
            events.next();
            accounts.disable(id, true);
            long disabled = System.nanoTime();

            assertThatThrownBy(events::next).hasMessage("the stream has ended");
            assertThat(System.nanoTime() - disabled).isLessThan(4_000_000_000L);
        } finally {
            accounts.disable(id, false);
        }
    }

    @Test
    void events_viewAsBegunInTheMeantime_areThoseOfTheOtherAccount() throws Exception {
        String id = console.bean(AccountStore.class).named("inspector").orElseThrow().id();
        try (EventStream events = console.events("/api/events", "")) {
            events.next();
            var begun = console.call("PUT", "/api/view-as", "{\"account\":\"" + id + "\"}");
            assertThat(begun.statusCode()).isEqualTo(204);
            // What names no region is for those who look after accounts.
            console.bean(NoticeBoard.class).post(new Notice("backup", "", "hidden", Map.of()));
            post(console, "shown");

            assertThat(events.next().get("data")).contains("shown");
        }
    }

    @Test
    void close_streamsOpen_endsThemAtOnce() throws Exception {
        RunningConsole closing = new RunningConsole(data.resolve("closing"));
        closing.signIn();
        EventStream events = closing.events("/api/events", "");
        events.next();
        long began = System.nanoTime();
        closing.close();

        assertThat(System.nanoTime() - began).isLessThan(4_000_000_000L);
        events.close();
    }
}
