package io.upmpublisher.changelog.run;

import static io.restassured.RestAssured.given;

import io.upmpublisher.testing.UnityRepository;

/** A part of a repository's API that GitHub's stand-in has trouble with until it {@link #ends}. */
record Outage(String standIns, String stub) {

    /**
     * @param part as in {@code releases} or {@code pulls}
     */
    static Outage of(String standIns, UnityRepository repository, String part) {
        return new Outage(standIns, given().contentType("application/json")
                .body("""
                        {"priority":1,"request":{"method":"ANY","urlPathPattern":"/repos/%s/%s.*"},"response":{"status":503}}"""
                        .formatted(repository.name(), part))
                .post(standIns + "/__admin/mappings").then().statusCode(201).extract().path("id"));
    }

    void ends() {
        given().delete(standIns + "/__admin/mappings/" + stub).then().statusCode(200);
    }
}
