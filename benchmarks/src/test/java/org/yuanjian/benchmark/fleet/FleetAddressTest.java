package org.yuanjian.benchmark.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FleetAddressTest {
    @Test
    void of_everyCamera_isItsOwnAndComesBack() {
        Set<String> seen = new HashSet<>();
        for (int number = 1; number <= 70_000; number += 7) {
            String address = FleetAddress.of(number);
            assertThat(seen.add(address)).isTrue();
            assertThat(FleetAddress.number(InetAddress.ofLiteral(address))).isEqualTo(number);
        }
    }

    @Test
    void number_otherAddress_isNone() {
        assertThat(FleetAddress.number(InetAddress.ofLiteral("127.0.0.1"))).isLessThan(1);
        assertThat(FleetAddress.number(InetAddress.ofLiteral("192.0.2.1"))).isLessThan(1);
    }
}
