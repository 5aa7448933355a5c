package io.upmpublisher.web.token;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

@QuarkusTest
class AccessHttpTest {

    @ParameterizedTest
    @ValueSource(strings = { "", "Bearer", "Bearer wrong", "Basic dXNlcjpwYXNz", "viewer-token-1234",
            "Bearer viewer-token-1234 x" })
    void refusesCallsWithoutAValidToken(String authorization) {
        var call = authorization.isEmpty() ? given() : given().header("Authorization", authorization);
        problem(call.get("/api/things").then(), 401, "unauthenticated").header("WWW-Authenticate",
                authorization.equals("Bearer wrong") ? "Bearer error=\"invalid_token\"" : "Bearer");
    }

    @Test
    void refusesUnknownApiPathsWithoutToken() {
        problem(given().get("/api/nothing").then(), 401, "unauthenticated");
        problem(given().post("/repos/acme/core/dispatches").then(), 401, "unauthenticated");
    }

    @ParameterizedTest
    @ValueSource(strings = { "//api/things", "/x/../api/things", "/./api/things", "/api/things/", "/API/things",
            "/api;a=b/things",
            "/%61pi/things", "/api%2fthings" })
    void hasNoWayAroundTheToken(String path) {
        assertThat(given().urlEncodingEnabled(false).get(path).statusCode()).isIn(401, 404);
    }

    @Test
    void refusesRolesThatDoNotReach() {
        problem(call("viewer", "/api/things/00000000-0000-0000-0000-000000000000"), 403, "forbidden");
        problem(call("requester", "/api/things"), 403, "forbidden");
    }

    @Test
    void letsHigherRolesDoWhatLowerOnesMay() {
        call("admin", "/api/things").statusCode(200);
        call("operator", "/api/things").statusCode(200);
    }

    @Test
    void refusesMethodsThatNobodyGaveARole() {
        problem(call("admin", "/api/forgotten"), 403, "forbidden");
    }

    @Test
    void letsRequestersDispatchForTheirRepositoriesOnly() {
        dispatch("requester", "acme/anything").statusCode(204);
        dispatch("requester", "Studio/Core").statusCode(204);
        dispatch("operator", "other/core").statusCode(204);
        problem(dispatch("requester", "studio/other"), 403, "forbidden")
                .body("detail", equalTo("ci may not ask for studio/other."));
        problem(dispatch("viewer", "acme/core"), 403, "forbidden");
    }

    @Test
    void takesTheSchemeOfGitHubsClients() {
        given().header("Authorization", "token requester-token-1234").post("/repos/acme/core/dispatches").then()
                .statusCode(204);
    }

    @Test
    void leavesWebhooksOpen() {
        given().body("x").post("/webhooks/test").then().statusCode(200);
    }

    private static ValidatableResponse call(String role, String path) {
        return given().header("Authorization", "Bearer " + role + "-token-1234").get(path).then();
    }

    private static ValidatableResponse dispatch(String role, String repository) {
        return given().header("Authorization", "Bearer " + role + "-token-1234").post("/repos/" + repository + "/dispatches")
                .then();
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status, String code) {
        return response.statusCode(status).contentType("application/problem+json").body("type", equalTo("/problems/" + code));
    }
}
