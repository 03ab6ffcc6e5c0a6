package org.yuanjian.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JsonTest {
    @Test
    void of_nestedValues_keepsOrder() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("b", List.of(1, 2L, true));
        map.put("a", Map.of("x", "y"));
        assertThat(Json.of(map)).isEqualTo("{\"b\":[1,2,true],\"a\":{\"x\":\"y\"}}");
    }

    @Test
    void of_numbers_fourDigitsAtMostAndNeverNaN() {
        assertThat(Json.of(List.of(0.12345678, 2.0, 100.0, 0.5, Double.NaN)))
                .isEqualTo("[0.1235,2,100,0.5,null]");
    }

    @Test
    void of_textWithControlCharacters_escapes() {
        assertThat(Json.of("a\"b\\c\nd\u0001远")).isEqualTo("\"a\\\"b\\\\c\\nd\\u0001远\"");
    }
}
