package io.upmpublisher.ingress.webhook;

import static io.upmpublisher.ingress.Api.activeRepository;
import static io.upmpublisher.ingress.Api.deliver;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.upmpublisher.ingress.IngressTestResource;

@QuarkusTest
@QuarkusTestResource(IngressTestResource.class)
class WebhookResourceTest {

    @Test
    void acceptsAPushThatTouchesAPackage() {
        var repository = activeRepository();
        var run = deliver(Pushes.ofPackage(repository)).statusCode(202).body("decision", equalTo("accepted"))
                .body("run", notNullValue()).body("links.request", containsString("/api/publish-requests/"))
                .extract().<String> path("run");
        assertThat(run).matches("[0-9a-f-]{36}");
    }
}
