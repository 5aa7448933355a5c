package io.upmpublisher.web.token;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

/** With tokens as a certified provider makes them; needs the one that deploy/local/test installs. */
@EnabledIfEnvironmentVariable(named = ProviderProcess.PROGRAM, matches = ".+")
@QuarkusTest
@QuarkusTestResource(value = ProviderProcess.class, restrictToAnnotatedClass = true)
class OpenIdProviderTest {

    ProviderProcess provider;

    @ParameterizedTest
    @ValueSource(strings = { "RS256", "ES256" })
    void takesTheProvidersTokensAsWhatItsRolesGive(String algorithm) throws Exception {
        var token = provider.token("upm", algorithm);
        me(token).statusCode(200).body(equalTo("pipeline"));
        given().header("Authorization", "Bearer " + token).contentType("application/json").body("{\"name\":\"a\"}")
                .post("/api/things").then().statusCode(200);
        given().header("Authorization", "Bearer " + token).get("/api/things/00000000-0000-0000-0000-000000000000").then()
                .statusCode(403);
    }

    @Test
    void refusesWhatTheProviderMadeForAnotherApi() throws Exception {
        me(provider.token("others", "RS256")).statusCode(401).body("type", equalTo("/problems/unauthenticated"));
    }

    private static ValidatableResponse me(String token) {
        return given().header("Authorization", "Bearer " + token).get("/api/me").then();
    }
}
