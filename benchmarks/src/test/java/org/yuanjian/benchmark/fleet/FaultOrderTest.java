package org.yuanjian.benchmark.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.yuanjian.benchmark.fleet.media.LoopLibrary;
import org.yuanjian.benchmark.fleet.scene.Place;

class FaultOrderTest {
    private final LoopLibrary library = new LoopLibrary(Path.of("unused"), 2, 1);
    private final List<SimulatedCamera> fleet =
            IntStream.rangeClosed(1, 100).mapToObj(this::camera).toList();

    private SimulatedCamera camera(int number) {
        return new SimulatedCamera(
                number,
                new FleetPoint("code" + number, "name", Place.GATE),
                CameraProfile.of(number),
                new CameraCredentials("u", "p"),
                library);
    }

    @AfterEach
    void close() {
        library.close();
    }

    private List<Integer> numbers(FaultOrder order) {
        return order.chosen(fleet).stream().map(SimulatedCamera::number).toList();
    }

    @Test
    void chosen_rangeWithExceptions_leavesThemOut() {
        assertThat(numbers(new FaultOrder("off", null, 98, null, List.of(99), null, null)))
                .containsExactly(98, 100);
    }

    @Test
    void chosen_share_isSpreadEvenly() {
        assertThat(numbers(new FaultOrder("off", null, null, null, null, .1, null)))
                .containsExactly(10, 20, 30, 40, 50, 60, 70, 80, 90, 100);
    }

    @Test
    void chosen_list_isThatList() {
        assertThat(numbers(new FaultOrder("off", List.of(3, 7), null, null, null, null, null)))
                .containsExactly(3, 7);
    }

    @Test
    void begin_anotherLook_replacesTheFirst() {
        SimulatedCamera camera = fleet.getFirst();
        camera.begin(Fault.STALL);
        camera.begin(Fault.BLACK);
        camera.begin(Fault.BLURRED);
        assertThat(camera.faults()).containsExactlyInAnyOrder(Fault.STALL, Fault.BLURRED);
        camera.end(Fault.BLURRED);
        assertThat(camera.faults()).containsExactly(Fault.STALL);
    }

    @Test
    void end_begunAgainSince_leavesIt() {
        SimulatedCamera camera = fleet.getFirst();
        int first = camera.begin(Fault.STALL);
        int second = camera.begin(Fault.STALL);
        camera.end(Fault.STALL, first);
        assertThat(camera.faults()).containsExactly(Fault.STALL);
        camera.end(Fault.STALL, second);
        assertThat(camera.faults()).isEmpty();
    }
}
