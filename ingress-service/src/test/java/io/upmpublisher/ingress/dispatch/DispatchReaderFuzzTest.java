package io.upmpublisher.ingress.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;

import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.ingress.delivery.Arrival;
import io.upmpublisher.web.problem.Problem;

/** Whatever a dispatcher sends, it is read, or refused in one of the two ways that are answered and recorded. */
class DispatchReaderFuzzTest {

    private final DispatchReader reader = new DispatchReader();

    @FuzzTest(maxDuration = "5m")
    void readsAnyBody(byte[] body) {
        var arrival = new Arrival("d", Arrival.Kind.DISPATCH, "package_publish", Optional.of(RepositoryName.parse("acme/hub")),
                Map.of(DispatchReader.CALLER, "ci"), body);
        try {
            assertThat(DispatchBody.parse(body).type()).isNotBlank().hasSizeLessThanOrEqualTo(100);
            assertThat(reader.read(arrival).repository()).isPresent();
        } catch (JsonProcessingException | Problem refused) {
            assertThat(reader.unusable(arrival, refused).reason()).endsWith(".");
        }
    }
}
