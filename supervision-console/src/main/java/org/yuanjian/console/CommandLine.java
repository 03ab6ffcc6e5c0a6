package org.yuanjian.console;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/// Words of a command: a verb, plain words, options with a value each, settings of the gateway.
///
/// @param options values by their names, with the dashes
record CommandLine(
        String verb, List<String> plain, Map<String, String> options, List<String> settings) {

    /// @param known options it may have
    /// @throws IllegalArgumentException in plain words
    static CommandLine parse(List<String> words, List<String> known) {
        Iterator<String> rest = words.iterator();
        CommandLine line =
                new CommandLine(
                        rest.hasNext() ? rest.next() : "",
                        new ArrayList<>(),
                        new HashMap<>(),
                        new ArrayList<>());
        while (rest.hasNext()) {
            line.take(rest.next(), rest, known);
        }
        return line;
    }

    private void take(String word, Iterator<String> rest, List<String> known) {
        if (word.startsWith("--yuanjian.") || word.startsWith("--spring.")) {
            settings.add(word);
        } else if (known.contains(word) && rest.hasNext()) {
            options.put(word, rest.next());
        } else if (word.startsWith("-")) {
            throw new IllegalArgumentException(
                    verb + " does not know \"" + word + "\", or it takes a value");
        } else {
            plain.add(word);
        }
    }

    /// Has some work done with what the settings name, without a web server.
    <T> T with(Class<?> configuration, Function<ConfigurableApplicationContext, T> work) {
        SpringApplication application = new SpringApplication(configuration);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setDefaultProperties(
                Map.of("spring.main.banner-mode", "off", "logging.config", "classpath:quiet.xml"));
        try (ConfigurableApplicationContext context =
                application.run(settings.toArray(String[]::new))) {
            return work.apply(context);
        }
    }
}
