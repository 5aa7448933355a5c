package io.upmpublisher.command.ingress;

import java.util.Optional;

import io.upmpublisher.events.RepositoryName;

/**
 * A repository that ingress knows.
 *
 * @param isActive whether it publishes
 * @param dispatcherEnabled whether it counts as having the dispatcher workflow, if anybody said so
 */
public record Registered(RepositoryName repository, boolean isActive, Optional<Boolean> dispatcherEnabled) {
}
