package org.yuanjian.benchmark.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandLineTest {
    private static CommandLine parse(String... arguments) {
        return CommandLine.parse(arguments, List.of("points", "data"));
    }

    @Test
    void parse_options_areThere() {
        CommandLine line = parse("--points", "20", "--data", "a b");
        assertThat(line.number("points", 1, 99)).isEqualTo(20);
        assertThat(line.text("data")).contains("a b");
        assertThat(parse().number("points", 1, 99)).isEqualTo(1);
    }

    @Test
    void parse_wrongWords_areNamed() {
        assertThatThrownBy(() -> parse("--colour", "red")).hasMessageContaining("--colour");
        assertThatThrownBy(() -> parse("points", "20")).hasMessageContaining("points");
        assertThatThrownBy(() -> parse("--points")).hasMessage("--points takes a value");
    }

    @Test
    void number_noneOrTooLarge_isRefusedInPlainWords() {
        for (String wrong : List.of("x", "-1", "100", "", "99999999999")) {
            assertThatThrownBy(() -> parse("--points", wrong).number("points", 1, 99))
                    .hasMessage("--points takes a number up to 99, not \"" + wrong + "\"");
        }
    }
}
