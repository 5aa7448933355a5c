package io.upmpublisher.web.limit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

/** Each test calls from addresses of its own. */
@QuarkusTest
@TestProfile(LimitHttpTest.Low.class)
class LimitHttpTest {

    public static class Low implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("upm.limit.strangers-per-minute", "20", "upm.limit.calls-per-minute", "6",
                    "upm.limit.calls-at-once", "12", "upm.limit.trusted-proxies", "127.0.0.0/8");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "/api/things", "/webhooks/test", "/q/metrics", "/nothing" })
    void refusesAnAddressThatGuessedTokensEvenWithTheRightOne(String path) {
        var address = "198.51.100." + path.length();
        for (var guess = 0; guess < 5; guess++) {
            problem(from(address).header("Authorization", "Bearer guess-" + guess).get(path).then(), 401, "unauthenticated");
        }
        problem(as("admin", address).get(path).then(), 429, "too-many-requests")
                .header("Retry-After", org.hamcrest.Matchers.matchesPattern("[1-9]\\d*"))
                .header("WWW-Authenticate", org.hamcrest.Matchers.nullValue());
        as("operator", "198.51.101." + path.length()).get("/api/me").then().statusCode(200);
    }

    @Test
    void goesOnServingWhoWasKnownBeforeOthersGuessedFromHisAddress() {
        var address = "198.51.102.1";
        as("admin", address).get("/api/me").then().statusCode(200);
        for (var guess = 0; guess < 5; guess++) {
            from(address).header("Authorization", "Bearer guess-" + guess).get("/api/me").then().statusCode(401);
        }
        from(address).header("Authorization", "Bearer guess").get("/api/me").then().statusCode(429);
        as("admin", address).get("/api/me").then().statusCode(200);
    }

    @Test
    void limitsCallsWithoutTokenLessThanGuesses() {
        for (var call = 0; call < 20; call++) {
            problem(from("198.51.103.1").get("/api/me").then(), 401, "unauthenticated");
        }
        problem(from("198.51.103.1").get("/api/me").then(), 429, "too-many-requests");
    }

    @Test
    void neverRefusesSignedDeliveriesForTheirRate() {
        var address = "198.51.104.1";
        for (var delivery = 0; delivery < 50; delivery++) {
            from(address).header("X-Signature", "right").body("x").post("/webhooks/signed").then().statusCode(200);
        }
        for (var delivery = 0; delivery < 5; delivery++) {
            problem(from(address).header("X-Signature", "wrong").body("x").post("/webhooks/signed").then(), 401,
                    "unauthenticated");
        }
        problem(from(address).header("X-Signature", "wrong").body("x").post("/webhooks/signed").then(), 429,
                "too-many-requests").body("detail", containsString("The signature does not fit."));
        from(address).header("X-Signature", "right").body("x").post("/webhooks/signed").then().statusCode(200);
    }

    /** As of a hook whose address has a user and a password, or behind a proxy that adds its own. */
    @ParameterizedTest
    @ValueSource(strings = { "Basic dXNlcjpwYXNz", "Bearer", "Digest username=\"x\"" })
    void neverRefusesSignedDeliveriesThatCarryAnAuthorizationOfOthers(String authorization) {
        var address = "198.51.108." + authorization.length();
        for (var delivery = 0; delivery < 30; delivery++) {
            from(address).header("Authorization", authorization).header("X-Signature", "right").body("x")
                    .post("/webhooks/signed").then().statusCode(200);
        }
        for (var delivery = 0; delivery < 5; delivery++) {
            problem(from(address).header("Authorization", authorization).header("X-Signature", "wrong").body("x")
                    .post("/webhooks/signed").then(), 401, "unauthenticated");
        }
        problem(from(address).header("Authorization", authorization).header("X-Signature", "wrong").body("x")
                .post("/webhooks/signed").then(), 429, "too-many-requests");
        problem(from(address).header("Authorization", authorization).get("/api/me").then(), 429, "too-many-requests");
    }

    @Test
    void limitsWhatATokenMayAskForFromWhereverItComes() {
        for (var call = 0; call < 12; call++) {
            as("viewer", "198.51.105." + call).get("/api/me").then().statusCode(200).body(equalTo("eye"));
        }
        var wait = problem(as("viewer", "198.51.105.99").get("/api/me").then(), 429, "too-many-requests").extract()
                .header("Retry-After");
        assertThat(Integer.parseInt(wait)).isBetween(1, 10);
        as("operator", "198.51.105.1").get("/api/me").then().statusCode(200);
    }

    @Test
    void leavesProbesAlone() {
        for (var probe = 0; probe < 50; probe++) {
            from("198.51.106.1").get("/q/openapi").then().statusCode(200);
        }
    }

    @Test
    void tellsInMetricsWhatItRefused() {
        from("198.51.107.1").get("/api/me").then().statusCode(401);
        for (var guess = 0; guess < 6; guess++) {
            from("198.51.107.2").header("Authorization", "Bearer guess").get("/api/me");
        }
        given().get("/q/metrics").then()
                .body(containsString("upm_requests_refused_total{why=\"unauthenticated\"}"))
                .body(containsString("upm_requests_refused_total{why=\"source-limit\"}"));
    }

    private static RequestSpecification from(String address) {
        return given().header("X-Forwarded-For", "203.0.113.1, " + address);
    }

    private static RequestSpecification as(String role, String address) {
        return from(address).header("Authorization", "Bearer " + role + "-token-1234");
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status, String code) {
        return response.statusCode(status).contentType("application/problem+json").body("type", equalTo("/problems/" + code));
    }
}
