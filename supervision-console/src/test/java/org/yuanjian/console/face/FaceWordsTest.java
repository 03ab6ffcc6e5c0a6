package org.yuanjian.console.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yuanjian.face.FaceReason;
import org.yuanjian.face.PresenceChallenge;
import org.yuanjian.face.PresenceState;

class FaceWordsTest {
    /// A person can act on words only.
    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    void reasons_always_haveWords(String language) throws Exception {
        String file = Files.readString(Path.of("ui/src/messages." + language + ".face.ts"));
        String words = file.substring(file.indexOf("reason: {"));
        Set<String> known =
                Pattern.compile("^\\s+(\\w+): '[^']{5,}',$", Pattern.MULTILINE)
                        .matcher(words)
                        .results()
                        .map(found -> found.group(1))
                        .collect(Collectors.toSet());
        assertThat(known)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(FaceReason.values())
                                .map(reason -> reason.name().toLowerCase(Locale.ROOT))
                                .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    void challenges_always_haveWords(String language) throws Exception {
        String file = Files.readString(Path.of("ui/src/messages." + language + ".face.ts"));
        assertThat(words(file, "ask: \\{(.*?)\\}"))
                .contains("look_straight")
                .containsAll(keys(PresenceChallenge.Move.values()));
        Set<String> ends = words(file, "end: \\{(.*?)\\}");
        // Nobody but that session is told.
        assertThat(keys(PresenceState.values()))
                .allMatch(state -> state.equals("foreign_session") || ends.contains(state));
    }

    private static Set<String> words(String file, String part) {
        return Pattern.compile(part, Pattern.DOTALL)
                .matcher(file)
                .results()
                .flatMap(found ->
                        Pattern.compile("(\\w+): '[^']{3,}'").matcher(found.group(1)).results())
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static List<String> keys(Enum<?>[] values) {
        return Arrays.stream(values).map(one -> one.name().toLowerCase(Locale.ROOT)).toList();
    }
}
