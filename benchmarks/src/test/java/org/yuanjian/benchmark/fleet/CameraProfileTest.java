package org.yuanjian.benchmark.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.yuanjian.benchmark.fleet.media.LoopKey.Coding;

class CameraProfileTest {
    private static final List<CameraProfile> FLEET =
            IntStream.rangeClosed(1, 2110).mapToObj(CameraProfile::of).toList();

    private static long count(Predicate<CameraProfile> wanted) {
        return FLEET.stream().filter(wanted).count();
    }

    @Test
    void of_wholeFleet_hasTheSharesOfTheProvince() {
        assertThat(count(profile -> profile.main() == Coding.H265)).isEqualTo(527);
        assertThat(count(profile -> profile.sub() == Coding.H265)).isEqualTo(8);
        assertThat(count(profile -> profile.main() == Coding.H264_B_FRAMES)).isEqualTo(132);
        assertThat(count(profile -> profile.sub() == Coding.H264_B_FRAMES)).isZero();
        assertThat(count(CameraProfile::hasAudio)).isEqualTo(704);
        assertThat(count(CameraProfile::keyFrameAtPlay)).isBetween(1050L, 1060L);
        assertThat(count(CameraProfile::udpOnly)).isEqualTo(105);
    }

    @Test
    void of_everyFeature_isFoundAmongPlainH264() {
        Predicate<CameraProfile> plain = profile -> profile.main() == Coding.H264;
        assertThat(count(plain.and(CameraProfile::aggregates))).isPositive();
        assertThat(count(plain.and(profile -> !profile.setsInSdp()))).isPositive();
        assertThat(count(plain.and(profile -> !profile.getParameter()))).isPositive();
        for (CameraProfile.Login login : CameraProfile.Login.values()) {
            assertThat(count(plain.and(profile -> profile.login() == login))).isPositive();
        }
    }
}
