package org.yuanjian.benchmark.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairFiguresTest {
    @TempDir Path folder;

    private static RateCurve curve() {
        return new RateCurve(
                new double[] {0.9, 0.8, 0.7, 0.3}, new double[] {0.1, 0.2, 0.35, 0.0, 0.05});
    }

    @Test
    void rates_byHand_areThose() {
        RateCurve curve = curve();
        assertThat(curve.falseRejects(0.7)).isEqualTo(0.25);
        assertThat(curve.falseAccepts(0.35)).isEqualTo(0.2);
        assertThat(curve.falseAccepts(0.36)).isZero();
        assertThat(curve.thresholdAt(0)).isCloseTo(0.35, offset(1e-9));
        assertThat(curve.trueAccepts(0)).isEqualTo(0.75);
        assertThat(curve.trueAccepts(0.2)).isEqualTo(1);
        assertThat(curve.equalErrors()).isCloseTo(0.225, offset(1e-9));
        assertThat(curve.accuracy()).isCloseTo(8.0 / 9, offset(1e-9));
    }

    @Test
    void read_quotedValuesAndMark_areTaken() throws IOException {
        Path file = folder.resolve("pairs.csv");
        Files.writeString(
                file,
                "\uFEFFpath_a,path_b,same\r\nx/\"a,b\".jpg,x/c.jpg,1\n\nx/d.jpg,y/e.jpg,0\nf\n");
        List<FacePair> pairs = PairList.read(file);
        assertThat(pairs)
                .containsExactly(
                        new FacePair("x/a,b.jpg", "x/c.jpg", Optional.of(true)),
                        new FacePair("x/d.jpg", "y/e.jpg", Optional.of(false)),
                        new FacePair("f", "", Optional.empty()));
        assertThat(pairs.get(0).part()).isEqualTo("x");
        assertThat(pairs.get(1).part()).isEmpty();
        assertThat(PairList.quoted("a,\"b\"")).isEqualTo("\"a,\"\"b\"\"\"");
        Files.writeString(file, "a,b\n1,2\n");
        assertThatThrownBy(() -> PairList.read(file)).hasMessageContaining("path_a");
    }

    @Test
    void read_noPairs_saysWhatIsWrong() throws IOException {
        Path file = folder.resolve("pairs.csv");
        assertThatThrownBy(() -> PairList.read(file)).hasMessageContaining("there is no file");
        Files.writeString(file, "");
        assertThatThrownBy(() -> PairList.read(file)).hasMessageContaining("is empty");
        Files.writeString(file, "path_a,path_b,same\n\n");
        assertThatThrownBy(() -> PairList.read(file)).hasMessageContaining("has no pairs");
        Files.write(file, new byte[] {'p', (byte) 0xC3, '\n'});
        assertThatThrownBy(() -> PairList.read(file)).hasMessageContaining("UTF-8");
    }

    /// Both thresholds stand together or not at all.
    @Test
    void calibrate_allOfOneKind_proposesNothing() throws IOException {
        for (List<ScoredPair> pairs : List.of(scored(1_000, 0), scored(0, 5_000), scored(1, 0))) {
            assertThat(new Calibration(pairs).result().toJson())
                    .contains("cannot carry one")
                    .doesNotContain("far_upper");
        }
    }

    private static List<ScoredPair> scored(int genuine, int impostor) {
        List<ScoredPair> pairs = new ArrayList<>();
        for (int i = 0; i < genuine + impostor; i++) {
            boolean isSame = i < genuine;
            FacePair pair = new FacePair("a" + i, "b" + i, Optional.of(isSame));
            double score = isSame ? 0.5 + i % 40 / 100.0 : i % 30 / 100.0;
            pairs.add(new ScoredPair(pair, OptionalDouble.of(score), ""));
        }
        return pairs;
    }

    @Test
    void calibrate_enoughPairs_proposesBetweenThem() {
        Calibration calibration = new Calibration(scored(1_000, 5_000));
        assertThat(calibration.sameFrom()).isBetween(0.29, 0.3);
        assertThat(calibration.differentBelow()).isBetween(0.495, 0.505);
    }

    @Test
    void calibrate_tooFewPairs_proposesNothing() {
        Calibration calibration = new Calibration(scored(50, 300));
        assertThat(calibration.sameFrom()).isNaN();
        assertThat(calibration.differentBelow()).isNaN();
        assertThat(Calibration.upper(0, 3_838)).isLessThanOrEqualTo(1e-3);
        assertThat(Calibration.upper(0, 3_837)).isGreaterThan(1e-3);
        assertThat(Calibration.upper(0, 765)).isLessThanOrEqualTo(5e-3);
    }

    @Test
    void run_wrongWordsOrNoModels_saysSo() throws InterruptedException {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream to = new PrintStream(log, true, StandardCharsets.UTF_8);
        PairsApplication application = new PairsApplication(to, to);
        assertThat(application.run(List.of("search"))).isEqualTo(PairsApplication.WRONG);
        assertThat(application.run(List.of("pairs", "--pairs", "p.csv")))
                .isEqualTo(PairsApplication.WRONG);
        assertThat(application.run(List.of("pairs", "--pairs", "none.csv", "--root", ".")))
                .isEqualTo(PairsApplication.FAILED);
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("--root is missing");
    }
}
