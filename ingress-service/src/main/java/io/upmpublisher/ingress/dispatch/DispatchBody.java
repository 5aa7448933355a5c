package io.upmpublisher.ingress.dispatch;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;

import io.upmpublisher.events.InvalidValueException;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.ingress.delivery.ArrivalJson;
import io.upmpublisher.web.problem.Problem;

/**
 * The body of a dispatch, within GitHub's limits
 * (https://docs.github.com/en/rest/repos/repos#create-a-repository-dispatch-event).
 */
record DispatchBody(@JsonProperty("event_type") @Nullable String eventType,
        @JsonProperty("client_payload") @Nullable JsonNode clientPayload) {

    static final int MAX_PAYLOAD = 64 * 1024;

    private static final int MAX_EVENT_TYPE = 100;
    private static final int MAX_PROPERTIES = 10;
    // Lone surrogates have no UTF-8, so the database refuses them.
    private static final Pattern UNSTORABLE = Pattern.compile("[\\p{Cc}\\p{Cs}]");

    /** Without a look at whether it keeps to the limits. */
    static DispatchBody parseAny(byte[] body) throws JsonProcessingException {
        return ArrivalJson.read(body, DispatchBody.class);
    }

    static DispatchBody parse(byte[] body) throws JsonProcessingException {
        var parsed = parseAny(body);
        parsed.check();
        return parsed;
    }

    /** Whatever else the payload says, in whatever dialect: senders write numbers for it as well. */
    Optional<String> requestId() {
        return Optional.ofNullable(clientPayload).map(payload -> payload.get("request_id")).filter(JsonNode::isValueNode)
                .map(JsonNode::asText);
    }

    /** The repository that is meant, where the payload names one. */
    Optional<RepositoryName> repository() {
        try {
            return Optional.ofNullable(clientPayload).map(payload -> payload.get("repository")).filter(JsonNode::isTextual)
                    .map(JsonNode::textValue).filter(text -> !text.isBlank()).map(RepositoryName::parse);
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }

    String type() {
        return String.valueOf(eventType);
    }

    DispatchPayload payload() throws JsonProcessingException {
        if (clientPayload == null || clientPayload.isNull()) {
            return DispatchPayload.EMPTY;
        }
        try {
            return ArrivalJson.MAPPER.treeToValue(clientPayload, DispatchPayload.class);
        } catch (JsonMappingException e) {
            e.prependPath(this, "client_payload");
            throw e;
        }
    }

    private void check() {
        if (eventType == null || eventType.isBlank()) {
            throw Problem.invalidField("/event_type", "is missing");
        }
        if (eventType.length() > MAX_EVENT_TYPE) {
            throw Problem.invalidField("/event_type", "has more than 100 characters");
        }
        if (UNSTORABLE.matcher(eventType).find()) {
            throw Problem.invalidField("/event_type", "has a control character or half of one");
        }
        if (clientPayload == null || clientPayload.isNull()) {
            return;
        }
        if (!clientPayload.isObject()) {
            throw Problem.invalidField("/client_payload", "must be an object");
        }
        if (clientPayload.size() > MAX_PROPERTIES) {
            throw Problem.invalidField("/client_payload", "has more than 10 properties");
        }
        if (clientPayload.toString().getBytes(StandardCharsets.UTF_8).length >= MAX_PAYLOAD) {
            throw Problem.invalidField("/client_payload", "has 64 KB or more");
        }
    }
}
