package org.yuanjian;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The house of docs/architecture.md as rules: who may see whom.
class ArchitectureTest {
    private static final String RELAY = "org.yuanjian.relay..";
    private static final String MEDIA = "org.yuanjian.media..";
    private static final String CAMERA = "org.yuanjian.camera..";
    private static final String[] ANALYTICS = {"org.yuanjian.face..", "org.yuanjian.picture.."};
    private static final String CONSOLE = "org.yuanjian.console..";
    private static final String BENCHMARK = "org.yuanjian.benchmark..";

    private static final List<Class<?>> TIMES =
            List.of(
                    Instant.class,
                    LocalDate.class,
                    LocalTime.class,
                    LocalDateTime.class,
                    OffsetDateTime.class,
                    ZonedDateTime.class,
                    Year.class);

    private static final JavaClasses HOUSE =
            new ClassFileImporter()
                    .withImportOption(new DoNotIncludeTests())
                    .importPackages("org.yuanjian");

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(HOUSE);
    }

    @Test
    void house_always_hasClasses() {
        assertThat(HOUSE.size()).isGreaterThan(50);
    }

    @Test
    void modules_always_lookDownOnly() {
        check(
                noClasses()
                        .that(resideInAnyPackage(RELAY, MEDIA))
                        .should()
                        .dependOnClassesThat(
                                resideInAnyPackage(
                                        CAMERA, ANALYTICS[0], ANALYTICS[1], CONSOLE, BENCHMARK)));
        check(
                noClasses()
                        .that(resideInAnyPackage(CAMERA, ANALYTICS[0], ANALYTICS[1]))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(CONSOLE, BENCHMARK)));
        check(
                noClasses()
                        .that()
                        .resideInAPackage(CONSOLE)
                        .should()
                        .dependOnClassesThat(resideInAPackage(BENCHMARK)));
    }

    @Test
    void siblings_always_seeTheVocabularyAndTheRtspClientOnly() {
        DescribedPredicate<JavaClass> restOfRelay =
                resideInAPackage(RELAY)
                        .and(not(resideInAPackage("org.yuanjian.relay.rtsp.client")));
        check(
                noClasses()
                        .that(resideInAnyPackage(CAMERA, ANALYTICS[0], ANALYTICS[1]))
                        .should()
                        .dependOnClassesThat(restOfRelay));
        check(
                noClasses()
                        .that()
                        .resideInAPackage(CAMERA)
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(ANALYTICS)));
        check(
                noClasses()
                        .that(resideInAnyPackage(ANALYTICS))
                        .should()
                        .dependOnClassesThat(resideInAPackage(CAMERA)));
    }

    @Test
    void process_always_usesNothingOfTheHouse() {
        check(
                classes()
                        .that()
                        .resideInAPackage("org.yuanjian.process")
                        .should()
                        .onlyDependOnClassesThat(
                                resideInAnyPackage(
                                        "org.yuanjian.process", "java..", "org.jspecify..")));
    }

    @Test
    void packages_always_haveNoCycles() {
        check(slices().matching("org.yuanjian.(**)").should().beFreeOfCycles());
    }

    @Test
    void media_always_usesBuffersAndCodecsOnly() {
        check(
                classes()
                        .that()
                        .resideInAPackage(MEDIA)
                        .should()
                        .onlyDependOnClassesThat(
                                resideInAnyPackage(
                                        MEDIA,
                                        "java..",
                                        "org.jspecify..",
                                        "io.netty.buffer..",
                                        "io.netty.util..",
                                        "io.netty.handler.codec",
                                        "io.netty.channel")));
        check(
                noClasses()
                        .that()
                        .resideInAPackage(MEDIA)
                        .should()
                        .dependOnClassesThat(
                                resideInAnyPackage("java.net..", "java.nio.channels..")));
    }

    @Test
    void protocols_always_standBesideEachOther() {
        List<String> protocols =
                List.of(
                        "org.yuanjian.relay.rtsp..",
                        "org.yuanjian.relay.webrtc..",
                        "org.yuanjian.relay.live..",
                        "org.yuanjian.relay.record..");
        for (String protocol : protocols) {
            String[] others =
                    protocols.stream().filter(p -> !p.equals(protocol)).toArray(String[]::new);
            check(
                    noClasses()
                            .that()
                            .resideInAPackage(protocol)
                            .should()
                            .dependOnClassesThat(resideInAnyPackage(others)));
        }
    }

    @Test
    void spring_outsideTheConsole_isInStoresAndConfigurationsOnly() {
        check(
                noClasses()
                        .that(
                                not(resideInAnyPackage(CONSOLE, BENCHMARK))
                                        .and(not(simpleNameEndingWith("Store")))
                                        .and(not(simpleNameEndingWith("Configuration"))))
                        .should()
                        .dependOnClassesThat(resideInAPackage("org.springframework..")));
    }

    @Test
    void nativeLibraries_always_stayInTheirPackages() {
        check(
                noClasses()
                        .that(not(resideInAnyPackage(ANALYTICS)))
                        .should()
                        .dependOnClassesThat(resideInAPackage("ai.djl..")));
        check(
                noClasses()
                        .that(
                                not(
                                        resideInAnyPackage(
                                                ANALYTICS[0],
                                                ANALYTICS[1],
                                                "org.yuanjian.relay.transcode..",
                                                BENCHMARK)))
                        .should()
                        .dependOnClassesThat(resideInAPackage("org.bytedeco..")));
    }

    @Test
    void onvif_always_usesNothingElseOfOurs() {
        String onvif = "org.yuanjian.camera.onvif..";
        check(
                noClasses()
                        .that()
                        .resideInAPackage(onvif)
                        .should()
                        .dependOnClassesThat(
                                resideInAPackage("org.yuanjian..")
                                        .and(not(resideInAPackage(onvif)))));
    }

    @Test
    void lettuce_always_staysInDirectoriesAndStores() {
        check(
                noClasses()
                        .that(
                                not(simpleNameEndingWith("Directory"))
                                        .and(not(simpleNameEndingWith("Store"))))
                        .should()
                        .dependOnClassesThat(resideInAPackage("io.lettuce..")));
    }

    @Test
    void wallTime_always_comesFromAClock() {
        check(
                noClasses()
                        .that(not(resideInAPackage(BENCHMARK)))
                        .should()
                        .callMethod(System.class, "currentTimeMillis"));
        for (Class<?> time : TIMES) {
            check(noClasses().should().callMethod(time, "now"));
        }
    }

    @Test
    void names_always_sayWhatAClassIsFor() {
        check(noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)(\\$.*)?"));
        check(
                noClasses()
                        .should()
                        .resideInAnyPackage("..impl..", "..common..", "..dto..", "..util.."));
    }

    /// A face is compared with its own person's enrolment; nobody looks a face up among many.
    @Test
    void faces_always_areComparedOneToOne() {
        check(
                noClasses()
                        .should()
                        .haveNameMatching(
                                ".*(FaceSearch|FaceGallery|FaceIndex|WatchList|Watchlist|FaceLookup).*"));
        check(
                methods()
                        .that()
                        .areDeclaredInClassesThat(resideInAPackage("org.yuanjian.face.."))
                        .should()
                        .haveNameNotMatching("(?i).*(search|identify|gallery|lookup|rank).*"));
    }

    /// A stream of rows holds its connection until it is closed.
    @Test
    void rows_always_areListed() {
        check(noClasses().should().callMethod(JdbcClient.MappedQuerySpec.class, "stream"));
    }
}
