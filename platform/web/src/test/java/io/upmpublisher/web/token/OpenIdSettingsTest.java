package io.upmpublisher.web.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.upmpublisher.events.RepositoryName;

class OpenIdSettingsTest {

    private record Config(Optional<String> issuer, Optional<List<String>> audience, Optional<String> rolesClaim,
            Optional<String> roles, Optional<List<String>> plainHttpHosts) implements OpenIdConfig {
    }

    @Test
    void areOffWithoutAnIssuer() {
        assertThat(settings(null, null, null)).isEmpty();
    }

    @Test
    void haveGroupsForEachRoleUnlessOthersAreGiven() {
        var roles = settings("https://id.example.com/", "upm", null).orElseThrow().roles();
        assertThat(roles.holder("id", "a", List.of("upm-viewers")).roles()).containsExactly(Role.VIEWER);
        assertThat(roles.holder("id", "a", List.of("upm-operators")).roles()).containsExactly(Role.OPERATOR);
        assertThat(roles.holder("id", "a", List.of("upm-admins", "x")).granted()).containsExactlyInAnyOrder("viewer",
                "operator",
                "admin");
        assertThat(roles.holder("id", "a", List.of("admin")).roles()).isEmpty();
    }

    @Test
    void readGroupsWithColonsAndRequestersWithCommas() {
        var roles = OpenIdRoles.parse("urn:studio:ops:operator,ci:requester(a/*, b/c), ci:viewer");
        assertThat(roles.holder("id", "a", List.of("urn:studio:ops")).roles()).containsExactly(Role.OPERATOR);
        var ci = roles.holder("id", "a", List.of("ci"));
        assertThat(ci.roles()).containsExactlyInAnyOrder(Role.REQUESTER, Role.VIEWER);
        assertThat(ci.mayRequest(RepositoryName.parse("b/c"))).isTrue();
        assertThat(ci.mayRequest(RepositoryName.parse("b/d"))).isFalse();
    }

    @Test
    void nameEveryMistake() {
        assertThatExceptionOfType(InvalidOpenIdException.class)
                .isThrownBy(() -> OpenIdRoles.parse("a:viewer,b,c:boss,:viewer,d:requester,e:viewer(a/b),f:requester(*)"))
                .withMessageContainingAll("\"b\" is not", "\"c:boss\" has a role", "\":viewer\" is not",
                        "\"d:requester\" must name", "\"e:viewer(a/b)\" must name", "\"f:requester(*)\" names a repository");
        assertThatExceptionOfType(InvalidOpenIdException.class)
                .isThrownBy(() -> settings("http://id.example.com", null, null))
                .withMessageContainingAll("UPM_OIDC_ISSUER", "UPM_OIDC_AUDIENCE is missing");
    }

    @ParameterizedTest
    @CsvSource({ "https://id.example.com/realms/x, true", "http://localhost:8080, true", "http://[::1]:8080, true",
            "http://id.example.com, false", "http://id.internal, true", "ftp://id.internal, false", "id.example.com, false",
            "http://localhost.example.com, false", "' ', false" })
    void speakWithoutTlsToThisMachineAndNamedHostsOnly(String issuer, boolean taken) {
        if (taken) {
            assertThat(settings(issuer, "upm", "id.internal")).isPresent();
        } else {
            assertThatExceptionOfType(InvalidOpenIdException.class).isThrownBy(() -> settings(issuer, "upm", "id.internal"));
        }
    }

    private static Optional<OpenIdSettings> settings(String issuer, String audience, String plainHttpHost) {
        return OpenIdSettings.from(new Config(Optional.ofNullable(issuer), Optional.ofNullable(audience).map(List::of),
                Optional.empty(), Optional.empty(), Optional.ofNullable(plainHttpHost).map(List::of)));
    }
}
