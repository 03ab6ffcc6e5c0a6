package org.yuanjian.console;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.yuanjian.console.audit.AuditException;

/// Words of a command: a verb, plain words, options with a value each, settings of the gateway.
///
/// @param options values by their names, with the dashes
record CommandLine(
        String verb, List<String> plain, Map<String, String> options, List<String> settings) {

    /// What is done with the beans.
    interface Work<T, X extends Exception> {
        T with(ConfigurableApplicationContext context) throws X;
    }

    /// What a command does, and how it ends: 0 for done, 1 for not.
    interface Call<X extends Exception> {
        int run() throws X;
    }

    /// How a command ends: 2 for a wrong one, 1 also where the ledger takes no record of it.
    static <X extends Exception> int exit(PrintStream err, Call<X> call) throws X {
        try {
            return call.run();
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return 2;
        } catch (AuditException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    /// @param command what stands before the verb, with a blank behind it; empty for nothing
    /// @param known options it may have
    /// @throws IllegalArgumentException in plain words
    static CommandLine parse(String command, List<String> words, List<String> known) {
        Iterator<String> rest = words.iterator();
        CommandLine line =
                new CommandLine(
                        rest.hasNext() ? rest.next() : "",
                        new ArrayList<>(),
                        new HashMap<>(),
                        new ArrayList<>());
        while (rest.hasNext()) {
            line.take(command, rest.next(), rest, known);
        }
        return line;
    }

    private void take(String command, String word, Iterator<String> rest, List<String> known) {
        if (word.startsWith("--yuanjian.") || word.startsWith("--spring.")) {
            settings.add(word);
        } else if (known.contains(word) && rest.hasNext()) {
            options.put(word, rest.next());
        } else if (word.startsWith("-")) {
            throw new IllegalArgumentException(
                    command + verb + " does not know \"" + word + "\", or it takes a value");
        } else {
            plain.add(word);
        }
    }

    /// Has some work done with what the settings name, without a web server.
    <T, X extends Exception> T with(Class<?> configuration, Work<T, X> work) throws X {
        SpringApplication application = new SpringApplication(configuration);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setDefaultProperties(
                Map.of("spring.main.banner-mode", "off", "logging.config", "classpath:quiet.xml"));
        try (ConfigurableApplicationContext context =
                application.run(settings.toArray(String[]::new))) {
            return work.with(context);
        }
    }
}
