package io.upmpublisher.ingress.webhook;

import static io.upmpublisher.ingress.Api.activeRepository;
import static io.upmpublisher.ingress.Api.deliver;
import static io.upmpublisher.ingress.Api.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.notNullValue;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.upmpublisher.ingress.IngressTestResource;
import io.upmpublisher.ingress.Told;
import io.upmpublisher.testing.PrivateInfrastructure;

@QuarkusTest
@QuarkusTestResource(IngressTestResource.class)
class DatabaseOutageTest {

    PrivateInfrastructure infrastructure;
    @Inject
    Told told;

    @Test
    void tellsTheSenderToComeAgainAndTakesItThen() {
        var repository = activeRepository();
        var push = Pushes.ofPackage(repository);
        infrastructure.refuseDatabase();
        try {
            problem(deliver(push), 503, "unavailable").header("Retry-After", notNullValue());
        } finally {
            infrastructure.admitDatabase();
        }
        deliver(push).statusCode(202);
        assertThat(told.requests(repository)).hasSize(1);
    }
}
