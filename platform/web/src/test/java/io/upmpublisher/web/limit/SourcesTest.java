package io.upmpublisher.web.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourcesTest {

    private static final Sources DIRECT = new Sources(List.of());
    private static final Sources PROXIED = new Sources(List.of("10.0.0.0/8", " 192.0.2.7", "2001:db8:1::/48"));

    @Test
    void believesNoHeaderOfAnUntrustedPeer() {
        assertThat(DIRECT.of("198.51.100.1", List.of("203.0.113.9"))).isEqualTo("198.51.100.1");
        assertThat(PROXIED.of("192.0.2.8", List.of("203.0.113.9"))).isEqualTo("192.0.2.8");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "203.0.113.9 | 203.0.113.9",
            "1.2.3.4, 203.0.113.9 | 203.0.113.9",
            "1.2.3.4, 203.0.113.9, 10.9.9.9 | 203.0.113.9",
            "1.2.3.4,203.0.113.9:4711 | 203.0.113.9",
            "10.0.0.9 | 10.0.0.9",
            "evil, 10.0.0.9 | 10.0.0.9",
            "evil | 10.1.1.1",
            "203.0.113.9, , 10.0.0.9 | 10.0.0.9",
            "[2a00:1:2:3::4]:4711 | 2a00000100020003/64",
            "::ffff:203.0.113.9 | 203.0.113.9" })
    void takesWhomTheOutermostTrustedProxySaw(String forwarded, String source) {
        assertThat(PROXIED.of("10.1.1.1", List.of(forwarded))).isEqualTo(source);
    }

    @Test
    void readsHeadersThatComeInSeveralLines() {
        assertThat(PROXIED.of("2001:db8:1::5", List.of("1.2.3.4", "203.0.113.9"))).isEqualTo("203.0.113.9");
    }

    @Test
    void countsAnIpv6NetworkAsOneSource() {
        assertThat(DIRECT.of("2001:db8:0:1::1", List.of())).isEqualTo(DIRECT.of("2001:db8:0:1:ffff::2", List.of()))
                .isNotEqualTo(DIRECT.of("2001:db8:0:2::1", List.of()));
        assertThat(DIRECT.of("::ffff:198.51.100.1", List.of())).isEqualTo("198.51.100.1");
        assertThat(DIRECT.of(null, List.of())).isEqualTo("unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = { "proxy.example.com", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "2001:db8::/129", "/8" })
    void refusesProxiesThatAreNoAddresses(String proxy) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Sources(List.of(proxy)));
    }
}
