package io.upmpublisher.web.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.upmpublisher.events.RepositoryName;

class TokenTableTest {

    private static final String SHA256_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void findsHoldersByToken() {
        var table = TokenTable.parse("eye:viewer:one, head:admin:two");
        assertThat(table.holderOf("one")).hasValueSatisfying(holder -> assertThat(holder.name()).isEqualTo("eye"));
        assertThat(table.holderOf("two")).hasValueSatisfying(holder -> assertThat(holder.roles()).containsExactly(Role.ADMIN));
        assertThat(table.holderOf("three")).isEmpty();
        assertThat(table.holderOf("")).isEmpty();
    }

    @Test
    void splitsAtTheFirstTwoColonsOnly() {
        assertThat(TokenTable.parse("a:viewer:x:y:z").holderOf("x:y:z")).isPresent();
    }

    @Test
    void takesDigestsInsteadOfTokens() {
        var table = TokenTable.parse("a:viewer:sha256:" + SHA256_OF_ABC);
        assertThat(table.holderOf("abc")).isPresent();
        assertThat(table.holderOf("sha256:" + SHA256_OF_ABC)).isEmpty();
        assertThat(table.holderOf(SHA256_OF_ABC)).isEmpty();
    }

    @Test
    void keepsCommasInsideARequestersParentheses() {
        var table = TokenTable.parse("ci:requester(acme/*, studio/core):tok(en,eye:viewer:two)");
        var holder = table.holderOf("tok(en").orElseThrow();
        assertThat(holder.mayRequest(RepositoryName.parse("ACME/any"))).isTrue();
        assertThat(holder.mayRequest(RepositoryName.parse("studio/core"))).isTrue();
        assertThat(holder.mayRequest(RepositoryName.parse("studio/other"))).isFalse();
        assertThat(holder.mayRequest(RepositoryName.parse("acme2/any"))).isFalse();
        assertThat(table.holderOf("two)")).isPresent();
    }

    @Test
    void isEmptyWithoutEntries() {
        assertThat(TokenTable.parse("").isEmpty()).isTrue();
        assertThat(TokenTable.parse(" ").isEmpty()).isTrue();
    }

    @Test
    void listsAllMistakesWithoutShowingATokenOrAMisplacedOne() {
        assertThatExceptionOfType(InvalidTokensException.class)
                .isThrownBy(() -> TokenTable.parse("s3cret1,b:s3cret2:viewer,c:viewer:,d:viewer:sha256:s3cret3,"
                        + "e:requester:s3cret4,f:viewer(a/b):s3cret5,g:requester(*/*):s3cret6,h:viewer:same,h:admin:same,"
                        + "i:requester():s3cret7"))
                .withMessageContainingAll("entry 1 is not", "entry 2 (b) has a role", "entry 3 (c) has no token",
                        "entry 4 (d) has no token, or a sha256:", "entry 5 (e) must name repositories",
                        "entry 6 (f) must name repositories", "entry 7 (g) names a repository", "entry 9 (h) has a name",
                        "entry 9 (h) has the token", "entry 10 (i) names a repository")
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("s3cret").doesNotContain("same"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "a@oidc", "a@OIDC" })
    void refusesNamesThatUsersOfTheProviderMayBeGiven(String name) {
        assertThatThrownBy(() -> TokenTable.parse(name + ":viewer:x"))
                .hasMessageContaining("entry 1 (" + name + ") has a name");
    }

    @Test
    void refusesATrailingComma() {
        assertThatThrownBy(() -> TokenTable.parse("a:viewer:x,")).hasMessageContaining("entry 2");
    }

    @Test
    void tellsThePlainTokensForRedaction() {
        assertThat(TokenTable.plainTokens("a:viewer:x,b:requester(c/*,d/e):y:z,f:admin:sha256:00,lost"))
                .containsExactlyInAnyOrder("x", "y:z", "lost");
    }
}
