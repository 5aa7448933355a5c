package io.upmpublisher.events;

/**
 * Somebody wants to know how a repository is now.
 *
 * @param settings what it is to be looked at with
 */
public record ProbeRequested(RepositoryName repository, RepositorySettings settings, UserName by) implements PipelineEvent {

    @Override
    public String subject() {
        return repository.toString();
    }
}
