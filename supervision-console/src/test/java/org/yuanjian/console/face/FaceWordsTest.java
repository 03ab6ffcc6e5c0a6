package org.yuanjian.console.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yuanjian.face.FaceReason;

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
}
