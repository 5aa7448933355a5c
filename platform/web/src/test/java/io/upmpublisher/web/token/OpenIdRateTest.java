package io.upmpublisher.web.token;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(value = OpenIdRateTest.Provider.class, restrictToAnnotatedClass = true)
class OpenIdRateTest {

    public static class Provider extends SigningProviderResource {

        @Override
        public Map<String, String> start() {
            var settings = new HashMap<>(super.start());
            settings.putAll(Map.of("upm.limit.calls-per-minute", "1", "upm.limit.calls-at-once", "2"));
            return settings;
        }
    }

    SigningProvider provider;

    @BeforeEach
    void start() {
        provider.close();
        provider.start();
    }

    @Test
    void isEachUsersOwnWhateverNameHeHas() {
        statusOf("alice", "1", 200);
        statusOf("renamed", "1", 200);
        statusOf("alice", "1", 429);
        statusOf("alice", "2", 200);
        given().header("Authorization", "Bearer viewer-token-1234").get("/api/me").then().statusCode(200).body(equalTo("eye"));
    }

    private void statusOf(String name, String subject, int status) {
        var claims = provider.claims(name, "lookers");
        claims.setSubject(subject);
        given().header("Authorization", "Bearer " + provider.sign(claims)).get("/api/me").then().statusCode(status);
    }
}
