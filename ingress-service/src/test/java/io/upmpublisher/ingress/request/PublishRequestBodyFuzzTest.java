package io.upmpublisher.ingress.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.upmpublisher.events.UserName;
import io.upmpublisher.web.problem.Problem;

/** Whatever somebody asks for by hand, it is a request, or refused as a problem. */
class PublishRequestBodyFuzzTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @FuzzTest(maxDuration = "5m")
    void readsAnyBody(byte[] body) throws Exception {
        try (var parser = MAPPER.createParser(body)) {
            var request = MAPPER.readValue(parser, PublishRequestBody.class);
            if (request != null && request.repository() != null && request.commit() != null) {
                assertThat(request.toDraft(UserName.of("olaf")).repository()).isEqualTo(request.repository());
            }
        } catch (JsonProcessingException | Problem refused) {
            assertThat(refused.getMessage()).isNotNull();
        }
    }
}
