package org.yuanjian.console.point;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class DiscoverApplicationTest {
    @Test
    void addresses_range_isAllOfItWhateverAddressNamesIt() throws Exception {
        assertThat(DiscoverApplication.addresses("10.255.1.7/30"))
                .extracting(InetAddress::getHostAddress)
                .containsExactly("10.255.1.4", "10.255.1.5", "10.255.1.6", "10.255.1.7");
        assertThat(DiscoverApplication.addresses("192.168.1.9/32")).hasSize(1);
        assertThat(DiscoverApplication.addresses("10.0.0.0/20")).hasSize(4096);
    }

    @Test
    void addresses_tooLargeOrNone_isRefused() {
        for (String range : new String[] {"10.0.0.0/19", "10.0.0.0/33"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> DiscoverApplication.addresses(range))
                    .withMessageContaining("usage");
        }
    }
}
