package io.upmpublisher.publisher.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.upmpublisher.events.Fault;
import io.upmpublisher.events.RepositoryProbed.Registry;
import io.upmpublisher.events.RepositoryProbed.Search;
import io.upmpublisher.publisher.registry.CredentialCheck;
import io.upmpublisher.publisher.registry.RegistryClient;
import io.upmpublisher.publisher.registry.RegistryProblem;
import io.upmpublisher.publisher.registry.RegistrySearch;

/** Finds out what a registry can do, and what will not work with it. */
record RegistryLook(Registry registry, List<Fault> findings) {

    static RegistryLook at(RegistryClient client) throws InterruptedException {
        var user = Optional.<String> empty();
        var problem = Optional.<RegistryProblem> empty();
        switch (client.whoami()) {
            case CredentialCheck.Accepted(var name) -> user = Optional.of(name);
            case CredentialCheck.Refused(var refusal) -> problem = Optional.of(refusal);
            case CredentialCheck.NotOffered notOffered -> problem = client.ping();
            case CredentialCheck.Unavailable(var reason) -> problem = Optional.of(reason);
        }
        var search = search(client.search());
        var limit = client.maxRequestBytes();
        var fault = problem.map(RegistryLook::fault);
        var registry = new Registry(client.registry().name(), fault, user, search,
                limit.isPresent() ? Optional.of(limit.getAsLong()) : Optional.empty());
        return new RegistryLook(registry, findings(registry));
    }

    private static List<Fault> findings(Registry registry) {
        var findings = new ArrayList<Fault>();
        registry.fault().ifPresent(findings::add);
        if (registry.search() == Search.NONE) {
            findings.add(new Fault("REGISTRY_WITHOUT_SEARCH", "Registry " + registry.name()
                    + " answers neither /-/v1/search nor /-/all, so that the Package Manager of Unity's editor lists nothing of it.",
                    "Switch search on in the registry; until then packages are added by their names.", false));
        }
        return findings;
    }

    private static Fault fault(RegistryProblem problem) {
        return new Fault(problem.code().name(), problem.cause(), problem.remedy(), problem.retryHelps());
    }

    private static Search search(RegistrySearch search) {
        return switch (search) {
            case SEARCH -> Search.SEARCH;
            case ALL -> Search.ALL;
            case NONE -> Search.NONE;
            case UNKNOWN -> Search.UNKNOWN;
        };
    }

    /** With what else was found. */
    List<Fault> and(List<Fault> others) {
        return Stream.concat(others.stream(), findings.stream()).toList();
    }
}
