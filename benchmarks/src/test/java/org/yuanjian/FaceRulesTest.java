package org.yuanjian;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yuanjian.face.FaceComparison;
import org.yuanjian.face.FaceReading;
import org.yuanjian.face.FaceTemplate;

/// DESIGN.md, rule 4: a face is compared with its own person's enrolment. Nothing takes more than
/// one reference, nothing gives out the references of several people, no route and no table is
/// searched by a face, and nothing looks at faces in live pictures.
class FaceRulesTest {
    private static final Path ROOT = Path.of(System.getProperty("yuanjian.root", ".."));
    private static final Pattern SEARCH =
            Pattern.compile(
                    "(?i).*(search|identif|recogni[sz]e|gallery|watch-?list|blacklist|lookup|nearest"
                            + "|rank|cluster|top-?k|emotion|gait|one-?to-?many).*");
    private static final List<String> PACKAGES =
            List.of("org.yuanjian.face", "org.yuanjian.console.face");
    private static final List<Class<?>> REFERENCES =
            List.of(FaceTemplate.class, FaceReading.class, FaceComparison.class);

    private static final JavaClasses HOUSE =
            new ClassFileImporter()
                    .withImportOption(new DoNotIncludeTests())
                    .importPackages("org.yuanjian");

    private static List<JavaClass> faces() {
        return HOUSE.stream().filter(one -> PACKAGES.contains(one.getPackageName())).toList();
    }

    /// Several references in one value: a list, an array, a map of them.
    private static boolean holdsSeveral(JavaType type) {
        JavaClass raw = type.toErasure();
        boolean isOne = REFERENCES.stream().anyMatch(raw::isEquivalentTo);
        boolean holds =
                type.getAllInvolvedRawTypes().stream()
                        .map(JavaClass::getBaseComponentType)
                        .anyMatch(found -> REFERENCES.stream().anyMatch(found::isEquivalentTo));
        boolean isBox =
                raw.isEquivalentTo(Optional.class) || raw.isEquivalentTo(CompletableFuture.class);
        return holds && !isOne && !isBox;
    }

    @Test
    void house_hasFaces_soThatTheRulesMeanSomething() {
        assertThat(faces()).hasSizeGreaterThan(30);
        assertThat(HOUSE.get(FaceTemplate.class).getMethods()).isNotEmpty();
    }

    @Test
    void parameters_anywhere_holdOneReferenceAtMost() {
        List<String> wrong = new ArrayList<>();
        for (JavaClass one : HOUSE) {
            for (JavaCodeUnit unit : one.getCodeUnits()) {
                long templates =
                        unit.getParameterTypes().stream()
                                .filter(type -> type.toErasure().isEquivalentTo(FaceTemplate.class))
                                .count();
                boolean isMany =
                        unit.getParameterTypes().stream().anyMatch(FaceRulesTest::holdsSeveral);
                if (templates > 1 || isMany) {
                    wrong.add(unit.getFullName());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /// One call of the models gives a vector for each picture it was handed; beyond that class
    /// nobody gets several.
    @Test
    void results_ofPublicMethods_areOfOnePerson() {
        List<String> wrong = new ArrayList<>();
        for (JavaClass one : HOUSE) {
            for (JavaMethod method : one.getMethods()) {
                boolean isInside = one.getPackageName().equals("org.yuanjian.face");
                boolean isOpen = method.getModifiers().contains(JavaModifier.PUBLIC);
                if (holdsSeveral(method.getReturnType()) && (isOpen || !isInside)) {
                    wrong.add(method.getFullName());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void names_ofClassesAndMethods_offerNoSearch() {
        List<String> wrong = new ArrayList<>();
        for (JavaClass one : faces()) {
            if (SEARCH.matcher(one.getSimpleName()).matches()) {
                wrong.add(one.getFullName());
            }
            one.getMethods().stream()
                    .filter(method -> SEARCH.matcher(method.getName()).matches())
                    .forEach(method -> wrong.add(method.getFullName()));
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void routes_ofFaces_offerNoSearch() throws IOException {
        List<String> routes =
                Files.readAllLines(ROOT.resolve("docs/openapi.json")).stream()
                        .map(String::strip)
                        .filter(line -> line.startsWith("\"/"))
                        .filter(line -> line.contains("face"))
                        .toList();
        assertThat(routes).isNotEmpty();
        assertThat(routes).noneMatch(route -> SEARCH.matcher(route).matches());
    }

    /// A table of faces is asked by the person's id alone.
    @Test
    void statements_onFaces_nameOnePerson() throws IOException {
        String store =
                Files.readString(
                        ROOT.resolve(
                                "supervision-console/src/main/java/org/yuanjian/console/face/FaceTemplateStore.java"));
        List<String> statements =
                Pattern.compile("\\.sql\\(\\s*\"((?:[^;]|\\n)*?)\\)\\s*\\n?\\s*\\.(?:param|query)")
                        .matcher(store)
                        .results()
                        .map(found -> found.group(1))
                        .filter(text -> text.contains("face_enrolment"))
                        .toList();
        assertThat(statements).hasSize(3);
        assertThat(statements)
                .allMatch(text -> text.contains("person = ?") || text.contains("INSERT"));
    }

    /// Live pictures are looked at by nobody who knows faces.
    @Test
    void faces_always_standApartFromLivePictures() {
        List<String> wrong = new ArrayList<>();
        for (JavaClass one : faces()) {
            one.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getPackageName())
                    .filter(name ->
                            name.startsWith("org.yuanjian.relay")
                                    || name.startsWith("org.yuanjian.media")
                                    || name.startsWith("org.yuanjian.picture"))
                    .forEach(name -> wrong.add(one.getName() + " → " + name));
        }
        assertThat(wrong).isEmpty();
    }
}
