package io.upmpublisher.events;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Owners of repositories; their case counts for nothing, as on the git host. */
public record Owners(Set<String> names) {

    public Owners {
        names = names.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    public static Owners of(Collection<String> names) {
        return new Owners(Set.copyOf(names));
    }

    public boolean include(RepositoryName repository) {
        return names.contains(repository.owner().toLowerCase(Locale.ROOT));
    }

    public boolean isEmpty() {
        return names.isEmpty();
    }
}
