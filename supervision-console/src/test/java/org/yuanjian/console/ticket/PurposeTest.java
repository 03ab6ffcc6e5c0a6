package org.yuanjian.console.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PurposeTest {
    @ParameterizedTest
    @CsvSource({
        "routine_tour, '', routine_tour",
        "routine_tour, what else, routine_tour",
        "finding, ' 2026-118 ', finding:2026-118",
        "visit, V-7, visit:V-7",
        "request, 12, request:12",
        "other, 看看大门口, other"
    })
    void of_saidWhole_hasAKeyWithoutWordsOfPeople(String reason, String detail, String key) {
        assertThat(Purpose.of(reason, detail).map(Purpose::key)).contains(key);
    }

    @ParameterizedTest
    @CsvSource({
        "curiosity, ''",
        "ROUTINE_TOUR, ''",
        "'', ''",
        "finding, ''",
        "finding, 一号",
        "visit, 'a b'",
        "request, -1",
        "other, 看一下"
    })
    void of_notSaid_isNone(String reason, String detail) {
        assertThat(Purpose.of(reason, detail)).isEmpty();
    }

    @Test
    void of_tooLongOrWithControlCharacters_isNone() {
        assertThat(Purpose.of("finding", "1".repeat(33))).isEmpty();
        assertThat(Purpose.of("other", "字".repeat(201))).isEmpty();
        assertThat(Purpose.of("other", "字".repeat(200))).isPresent();
        assertThat(Purpose.of("other", "one\ntwo")).isEmpty();
    }
}
