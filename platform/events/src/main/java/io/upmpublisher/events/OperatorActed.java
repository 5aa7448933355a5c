package io.upmpublisher.events;

import java.util.Optional;

/**
 * A person or a service account did something through an API, or was refused.
 *
 * @param action as in {@code repository.update}
 * @param on what was acted on
 * @param refusal the problem's code, if it was refused
 */
public record OperatorActed(UserName by, String action, String on, boolean done, Optional<String> refusal)
        implements
            PipelineEvent {

    @Override
    public String subject() {
        return on;
    }
}
