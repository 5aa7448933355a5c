package io.upmpublisher.web.token;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.stringContainsInOrder;

import java.util.Base64;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

@QuarkusTest
@QuarkusTestResource(value = SigningProviderResource.class, restrictToAnnotatedClass = true)
class OpenIdHttpTest {

    SigningProvider provider;

    @BeforeEach
    void start() {
        provider.close();
        provider.start();
    }

    @Test
    void letsInWhomTheProviderKnowsByTheRolesOfTheirGroups() {
        call("/api/me", provider.token("jane", "lookers")).statusCode(200).body(equalTo("jane"));
        call("/api/me", provider.token("joe", "everybody", "/studio/ops")).statusCode(200).body(equalTo("joe"));
        problem(call("/api/me", provider.token("jim", "everybody")), 403, "forbidden");
        problem(call("/api/things/00000000-0000-0000-0000-000000000000", provider.token("joe", "/studio/ops")), 403,
                "forbidden");
    }

    @Test
    void knowsWhomATokenStandsForThatWasTypedIn() throws Exception {
        var over = provider.claims("jane", "lookers");
        over.setExpirationTime(NumericDate.fromSeconds(NumericDate.now().getValue() - 60));

        assertThat(typed(provider.token("jane", "lookers"))).isEqualTo("jane [VIEWER]");
        assertThat(typed("operator-token-1234")).isEqualTo("hand [OPERATOR]");
        for (var token : new String[] { provider.sign(over), provider.token("jane", "lookers") + "x", "guess", "two words",
                "" }) {
            assertThat(typed(token)).isEqualTo("nobody");
        }
    }

    private static String typed(String token) {
        return given().contentType("text/plain").body(token).post("/typed").then().statusCode(200).extract().asString();
    }

    /** Whoever may name groups at the provider must not thereby make himself admin here. */
    @ParameterizedTest
    @ValueSource(strings = { "admin", "operator", "viewer", "upm-admins", "LOOKERS", "lookers " })
    void givesNothingForGroupsThatNoEntryNames(String group) {
        problem(call("/api/me", provider.token("jane", group)), 403, "forbidden");
    }

    /** In forms that we do not take for a token, and Quarkus' own mechanism does. */
    @ParameterizedTest
    @ValueSource(strings = { "Bearer %s =", "Bearer %s x", "Bearer\t%s", "bearer %s =", "Bearer  %s =" })
    void hasNoWayAroundTheRolesByTheFormOfTheHeader(String form) {
        var header = form.formatted(provider.token("jane", "admin"));
        problem(given().header("Authorization", header).get("/api/me").then(), 401, "unauthenticated");
        given().header("Authorization", header).body("x").post("/webhooks/test").then().statusCode(200);
    }

    @Test
    void hasNoWayAroundTheRolesByTheLengthOfTheToken() {
        var claims = provider.claims("jane", "admin");
        claims.setClaim("filling", "x".repeat(9_500));
        var token = provider.sign(claims);
        assertThat(token.length()).isBetween(12_001, 15_000);
        problem(call("/api/me", token), 401, "unauthenticated");
    }

    @Test
    void letsRequestersDispatchForTheirRepositoriesOnly() {
        dispatch("acme/anything", provider.token("pipeline", "ci")).statusCode(204);
        dispatch("studio/core", provider.token("pipeline", "ci", "lookers")).statusCode(204);
        problem(dispatch("studio/other", provider.token("pipeline", "ci")), 403, "forbidden");
        problem(dispatch("acme/core", provider.token("jane", "lookers")), 403, "forbidden");
        dispatch("any/thing", provider.token("joe", "/studio/ops")).statusCode(204);
    }

    @Test
    void takesTokensOfTheTableAsEver() {
        call("/api/me", "viewer-token-1234").statusCode(200).body(equalTo("eye"));
        problem(call("/api/me", "wrong"), 401, "unauthenticated");
    }

    @Test
    void neverCallsAHolderAsATokenOfTheTableIsCalled() {
        call("/api/me", provider.token("head", "lookers")).body(equalTo("head@oidc"));
        call("/api/me", provider.token("HEAD", "lookers")).body(equalTo("HEAD@oidc"));
    }

    @Test
    void keepsMailAddressesAndLinesOutOfNames() {
        call("/api/me", provider.token("jane@studio.example", "lookers"))
                .body(matchesPattern("jane~[0-9a-f]{8}"));
        call("/api/me", provider.token("jane\nadmin", "lookers")).body(not(equalTo("jane\nadmin")));
        var nameless = provider.claims("jane", "lookers");
        nameless.unsetClaim("preferred_username");
        call("/api/me", provider.sign(nameless)).body(equalTo("id-of-jane"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongClaims")
    void refusesTokensWithWrongClaims(String what, Consumer<JwtClaims> wrong) {
        var claims = provider.claims("jane", "lookers");
        wrong.accept(claims);
        refused(provider.sign(claims));
    }

    static Stream<Arguments> wrongClaims() {
        return Stream.of(
                wrong("expired",
                        claims -> claims.setExpirationTime(NumericDate.fromSeconds(NumericDate.now().getValue() - 60))),
                wrong("without end", claims -> claims.unsetClaim("exp")),
                wrong("not yet valid", claims -> claims.setNotBeforeMinutesInThePast(-5)),
                wrong("for others", claims -> claims.setAudience("others")),
                wrong("for nobody", claims -> claims.unsetClaim("aud")),
                wrong("of another issuer", claims -> claims.setIssuer("https://accounts.example.com")),
                wrong("of no issuer", claims -> claims.unsetClaim("iss")),
                wrong("of no subject", claims -> claims.unsetClaim("sub")));
    }

    private static Arguments wrong(String what, Consumer<JwtClaims> wrong) {
        return Arguments.of(what, wrong);
    }

    @Test
    void refusesTokensThatTheProviderDidNotSign() {
        var claims = provider.claims("jane", "lookers");
        refused(SigningProvider.sign(claims, SigningProvider.newKey("unknown")));
        refused(SigningProvider.sign(claims, SigningProvider.newKey(provider.keyId())));
        var parts = provider.sign(claims).split("\\.");
        refused(parts[0] + "." + encoded(claims.toJson().replace("lookers", "/studio/ops")) + "." + parts[2]);
        refused(encoded("{\"alg\":\"none\"}") + "." + parts[1] + ".");
        refused(encoded("{\"alg\":\"none\",\"kid\":\"" + provider.keyId() + "\"}") + "." + parts[1] + "." + parts[2]);
        refused("eyJ.x.y");
    }

    /** The public key is known to everybody: as a shared secret it proves nothing. */
    @Test
    void refusesTokensThatWereSignedWithThePublicKeyAsSecret() {
        var signature = new JsonWebSignature();
        signature.setKey(new HmacKey(provider.publicKey()));
        signature.setKeyIdHeaderValue(provider.keyId());
        signature.setAlgorithmHeaderValue("HS256");
        refused(SigningProvider.compact(signature, provider.claims("jane", "/studio/ops")));
    }

    @Test
    void asksForKeysOnlyNowAndThenWhateverTokensNameUnknownOnes() {
        call("/api/me", provider.token("jane", "lookers")).statusCode(200);
        var before = provider.keyRequests();
        for (var token = 0; token < 10; token++) {
            refused(SigningProvider.sign(provider.claims("jane", "lookers"), SigningProvider.newKey("unknown-" + token)));
        }
        assertThat(provider.keyRequests() - before).isLessThanOrEqualTo(1);
    }

    private static void refused(String token) {
        problem(call("/api/me", token), 401, "unauthenticated")
                .header("WWW-Authenticate", "Bearer error=\"invalid_token\"")
                .body("detail", equalTo("The token is unknown here, has expired, or is meant for somebody else."))
                .body(not(stringContainsInOrder("Exception")));
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static ValidatableResponse call(String path, String token) {
        return given().header("Authorization", "Bearer " + token).get(path).then();
    }

    private static ValidatableResponse dispatch(String repository, String token) {
        return given().header("Authorization", "Bearer " + token).post("/repos/" + repository + "/dispatches").then();
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status, String code) {
        return response.statusCode(status).contentType("application/problem+json").body("type", equalTo("/problems/" + code));
    }
}
