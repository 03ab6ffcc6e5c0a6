package org.yuanjian.camera.onvif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceClockTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "CST-8, 2026-03-01T08:00:00Z",
        "UTC0, 2026-03-01T16:00:00Z",
        "EST5EDT, 2026-03-01T21:00:00Z",
        "<+08>-8, 2026-03-01T08:00:00Z",
        "IST-5:30, 2026-03-01T10:30:00Z",
        "Asia/Shanghai, 2026-03-01T16:00:00Z"
    })
    void onlyLocalTime_readWithItsZone(String zone, Instant expected) throws OnvifException {
        DeviceClock clock =
                clock(
                        "<TimeZone><TZ>"
                                + zone.replace("<", "&lt;")
                                + "</TZ></TimeZone>"
                                + time("LocalDateTime", "2026", "3", "16"));

        assertThat(clock.time()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"16, true", "8, false", "2, true", "13, true"})
    void utcThatIsOffByAZone_isLocalTime(String hour, boolean isLocal) throws OnvifException {
        DeviceClock clock = clock(time("UTCDateTime", "2026", "3", hour));

        assertThat(clock.isLocalTime()).isEqualTo(isLocal);
        assertThat(clock.offset()).isEqualTo(Duration.ofHours(Integer.parseInt(hour) - 8L));
    }

    @Test
    void neverSet_isNoZone() throws OnvifException {
        assertThat(clock(time("UTCDateTime", "1970", "1", "0")).isLocalTime()).isFalse();
    }

    @Test
    void noSuchTime_typedError() {
        assertThatThrownBy(() -> clock(time("UTCDateTime", "2026", "13", "0")))
                .isInstanceOf(OnvifException.class);
    }

    private static String time(String element, String year, String month, String hour) {
        return "<%s><Time><Hour>%s</Hour><Minute>0</Minute><Second>0</Second></Time><Date><Year>%s</Year><Month>%s</Month><Day>1</Day></Date></%s>"
                .formatted(element, hour, year, month, element);
    }

    private static DeviceClock clock(String content) throws OnvifException {
        String answer = "<a><SystemDateAndTime>" + content + "</SystemDateAndTime></a>";
        return DeviceClock.of(XmlReader.read(answer.getBytes(StandardCharsets.UTF_8)), NOW);
    }
}
