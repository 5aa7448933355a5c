package io.upmpublisher.events;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A repository was registered, changed or removed.
 *
 * @param settings as they are now; as they were, for a removed one
 */
public record RepositoryChanged(RepositoryName repository, Change change, RepositorySettings settings, UserName by)
        implements
            PipelineEvent {

    public enum Change {
        @JsonProperty("registered")
        REGISTERED,
        @JsonProperty("updated")
        UPDATED,
        @JsonProperty("removed")
        REMOVED
    }

    @Override
    public String subject() {
        return repository.toString();
    }
}
