package io.upmpublisher.web.limit;

import static io.restassured.RestAssured.given;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(LimitsOffTest.Off.class)
class LimitsOffTest {

    public static class Off implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("upm.limit.receive-within", "0S", "upm.limit.calls-per-minute", "0",
                    "upm.limit.strangers-per-minute", "0");
        }
    }

    @Test
    void areOffAtZero() {
        for (var call = 0; call < 50; call++) {
            given().body("x").post("/webhooks/test").then().statusCode(200);
            given().header("Authorization", "Bearer wrong").get("/api/me").then().statusCode(401);
            given().header("Authorization", "Bearer viewer-token-1234").get("/api/me").then().statusCode(200);
        }
    }
}
