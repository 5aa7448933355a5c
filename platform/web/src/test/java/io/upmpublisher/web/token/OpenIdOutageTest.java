package io.upmpublisher.web.token;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.stringContainsInOrder;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

/** The application was started without its provider. */
@QuarkusTest
@QuarkusTestResource(value = OpenIdOutageTest.Provider.class, restrictToAnnotatedClass = true)
class OpenIdOutageTest {

    public static class Provider extends SigningProviderResource {
    }

    SigningProvider provider;

    @Test
    void doesWithoutTheProviderWhateverItCanAndFollowsItsKeys() {
        me("viewer-token-1234").statusCode(200);
        me(provider.token("jane", "lookers")).statusCode(503).contentType("application/problem+json")
                .header("Retry-After", "10").body("type", equalTo("/problems/unavailable"))
                .body(not(stringContainsInOrder("localhost")));
        me("wrong").statusCode(401);

        provider.start();
        me(provider.token("jane", "lookers")).statusCode(200);

        provider.rotate();
        me(provider.token("jane", "lookers")).statusCode(200);

        provider.close();
        me(provider.token("jane", "lookers")).statusCode(200);
        me(SigningProvider.sign(provider.claims("jane", "lookers"), SigningProvider.newKey("unknown"))).statusCode(401);
        me("viewer-token-1234").statusCode(200);
    }

    private static ValidatableResponse me(String token) {
        return given().header("Authorization", "Bearer " + token).get("/api/me").then();
    }
}
