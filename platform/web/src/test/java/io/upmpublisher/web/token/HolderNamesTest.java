package io.upmpublisher.web.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HolderNamesTest {

    private final HolderNames names = new HolderNames(TokenTable.parse("head:admin:token,joe@studio:viewer:other"));

    @Test
    void areTheUsersOwnWhereTheyCanBe() {
        assertThat(names.of("alice", "1")).isEqualTo("alice");
        assertThat(names.of(null, "8f14e45f-ceea")).isEqualTo("8f14e45f-ceea");
        assertThat(names.of(" ", "8f14e45f-ceea")).isEqualTo("8f14e45f-ceea");
    }

    @Test
    void tellApartWhoIsTheSameBeforeTheAt() {
        var studio = names.of("alice@studio.example", "1");
        var contractor = names.of("alice@contractor.example", "2");
        assertThat(studio).matches("alice~[0-9a-f]{8}").isNotEqualTo(contractor)
                .isEqualTo(names.of("alice@studio.example", "1"));
        assertThat(contractor).matches("alice~[0-9a-f]{8}");
        assertThat(names.of("alice", "3")).isEqualTo("alice");
        assertThat(names.of(null, "auth0|alice@studio.example")).matches("auth0\\|alice~[0-9a-f]{8}");
    }

    @Test
    void tellApartWhoIsTheSameUpToTheGreatestLength() {
        assertThat(names.of("a".repeat(200), "1")).hasSizeLessThanOrEqualTo(100).isNotEqualTo(names.of("a".repeat(201), "2"))
                .matches("a+~[0-9a-f]{8}");
    }

    @Test
    void areNeverThoseOfTheTable() {
        assertThat(names.of("HEAD", "1")).isEqualTo("HEAD@oidc");
        assertThat(names.of("head@oidc", "1")).matches("head~[0-9a-f]{8}");
        assertThat(names.of("joe@studio", "1")).matches("joe~[0-9a-f]{8}");
    }

    @ParameterizedTest
    @ValueSource(strings = { "%s", "%s@studio.example", " %s" })
    void areNeverThatOfAnotherWhoWasGivenADigest(String form) {
        var others = names.of("alice@studio.example", "1");
        assertThat(names.of(form.formatted(others), "2")).isNotEqualTo(others).startsWith("alice~");
    }
}
