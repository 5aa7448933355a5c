package io.upmpublisher.ingress;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import java.util.UUID;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.upmpublisher.testing.GitHubWebhook;

/** The service as its callers see it. */
public final class Api {

    public static final String SECRET = "webhook-secret-1234";

    private Api() {
    }

    public static RequestSpecification as(String role) {
        return given().header("Authorization", "Bearer " + role + "-token-1234").contentType("application/json");
    }

    /** A repository that no other test knows, active. */
    public static String activeRepository() {
        var repository = "studio/test-" + UUID.randomUUID();
        register(repository, "active");
        return repository;
    }

    public static void register(String repository, String status) {
        as("operator").body("{\"url\":\"https://github.com/" + repository + "\",\"status\":\"" + status + "\"}")
                .post("/api/repositories").then().statusCode(201);
    }

    public static ValidatableResponse deliver(GitHubWebhook delivery) {
        return given().headers(delivery.headers(SECRET)).body(delivery.body()).post("/webhooks/github").then();
    }

    public static ValidatableResponse problem(ValidatableResponse response, int status, String code) {
        return response.statusCode(status).contentType("application/problem+json").body("type", equalTo("/problems/" + code));
    }
}
