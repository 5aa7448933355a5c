package io.upmpublisher.ingress.webhook;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import io.upmpublisher.events.InvalidValueException;
import io.upmpublisher.events.RepositoryName;

/**
 * The part of a {@code repository} delivery that tells how it was called before
 * (https://docs.github.com/en/webhooks/webhook-events-and-payloads#repository).
 */
record RepositoryPayload(@Nullable String action, @Nullable JsonNode changes, PushPayload.@Nullable Repository repository) {

    /** Empty where it kept its name, and where the payload does not say. */
    Optional<RepositoryName> formerName() {
        var changed = changes == null ? MissingNode.getInstance() : changes;
        return switch (action) {
            case "renamed" -> current().flatMap(now -> name(now.owner(), changed.at("/repository/name/from").asText()));
            case "transferred" -> current().flatMap(now -> {
                var organisation = changed.at("/owner/from/organization/login").asText();
                return name(organisation.isEmpty() ? changed.at("/owner/from/user/login").asText() : organisation, now.name());
            });
            case null, default -> Optional.empty();
        };
    }

    private Optional<RepositoryName> current() {
        try {
            return Optional.ofNullable(repository).map(PushPayload.Repository::fullName).map(RepositoryName::parse);
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }

    private static Optional<RepositoryName> name(String owner, String name) {
        try {
            return Optional.of(new RepositoryName(owner, name));
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }
}
