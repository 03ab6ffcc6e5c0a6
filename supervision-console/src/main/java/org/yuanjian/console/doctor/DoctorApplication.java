package org.yuanjian.console.doctor;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.Environment;
import org.yuanjian.console.setting.YuanjianSettings;

/// The part of `./yuanjian doctor` that knows the settings: a line for each finding, `OK`, `NOTE`
/// or `BAD` first. Changes nothing and opens no database.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(YuanjianSettings.class)
public class DoctorApplication {

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        SpringApplication application = new SpringApplication(DoctorApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setDefaultProperties(
                Map.of("spring.main.banner-mode", "off", "logging.config", "classpath:quiet.xml"));
        findings(application, arguments).forEach(out::println);
    }

    private static List<Finding> findings(SpringApplication application, String[] arguments) {
        try (ConfigurableApplicationContext context = application.run(arguments)) {
            return findings(context.getBean(YuanjianSettings.class), context.getEnvironment());
        } catch (RuntimeException e) {
            String words =
                    String.valueOf(NestedExceptionUtils.getMostSpecificCause(e).getMessage());
            return List.of(Finding.bad("the settings cannot be used: " + words.replace('\n', ' ')));
        }
    }

    private static List<Finding> findings(YuanjianSettings settings, Environment environment) {
        UnaryOperator<String> properties = name -> environment.getProperty(name, "");
        return Stream.concat(
                        new EdgeCheck(settings, properties, Clock.systemUTC()).findings().stream(),
                        new FileCheck(settings, properties).findings().stream())
                .toList();
    }
}
