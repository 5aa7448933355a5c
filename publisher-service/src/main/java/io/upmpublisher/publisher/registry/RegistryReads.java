package io.upmpublisher.publisher.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.SemVersion;
import io.upmpublisher.publisher.tarball.TarballContents;

/** The questions that a registry is asked. */
final class RegistryReads {

    private static final long SMALL = 64 << 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Registry registry;
    private final RegistryHttp http;
    private final RegistryLimits limits;
    private final RetryPolicy retries;

    RegistryReads(Registry registry, RegistryHttp http, RegistryLimits limits, RetryPolicy retries) {
        this.registry = registry;
        this.http = http;
        this.limits = limits;
        this.retries = retries;
    }

    Optional<RegistryProblem> ping() throws InterruptedException {
        var answer = http.get(registry.endpoint("-/ping"), SMALL, body -> "");
        // A registry that has no ping, or asks for another right, is up all the same; what else is wrong its other answers tell.
        return answer instanceof Lookup.Unavailable<String>(var problem) && problem.code() != RegistryCode.REGISTRY_FORBIDDEN
                ? Optional.of(problem)
                : Optional.empty();
    }

    CredentialCheck whoami() throws InterruptedException {
        return switch (http.get(registry.endpoint("-/whoami"), SMALL, RegistryReads::username)) {
            case Lookup.Found<Optional<String>>(var username) -> username.<CredentialCheck> map(CredentialCheck.Accepted::new)
                    .orElseGet(() -> new CredentialCheck.Refused(RegistryProblem.of(RegistryCode.REGISTRY_CREDENTIAL_REFUSED,
                            "Registry " + registry.name() + " knows no user for the token.")));
            case Lookup.Absent<Optional<String>> absent -> new CredentialCheck.NotOffered();
            case Lookup.Unavailable<Optional<String>>(var problem) -> switch (problem.code()) {
                case REGISTRY_CREDENTIAL_REFUSED, REGISTRY_FORBIDDEN -> new CredentialCheck.Refused(
                        RegistryProblem.of(RegistryCode.REGISTRY_CREDENTIAL_REFUSED, problem.cause()));
                default -> new CredentialCheck.Unavailable(problem);
            };
        };
    }

    /** By what Unity's editor could list packages; the newer question, and where that is not known the older one. */
    RegistrySearch search() throws InterruptedException {
        return switch (http.get(registry.endpoint("-/v1/search?text=&size=1"), limits.maxPackumentBytes(), body -> "")) {
            case Lookup.Found<String> found -> RegistrySearch.SEARCH;
            case Lookup.Absent<String> absent -> all();
            case Lookup.Unavailable<String>(var problem) -> isNoAnswer(problem) ? RegistrySearch.UNKNOWN
                    : all() == RegistrySearch.ALL ? RegistrySearch.ALL : RegistrySearch.UNKNOWN;
        };
    }

    // All packages may be many megabytes, so that only the status is looked at.
    private RegistrySearch all() throws InterruptedException {
        return switch (http.get(registry.endpoint("-/all"), limits.maxPackumentBytes(), body -> "")) {
            case Lookup.Found<String> found -> RegistrySearch.ALL;
            case Lookup.Absent<String> absent -> RegistrySearch.NONE;
            case Lookup.Unavailable<String> unavailable -> RegistrySearch.UNKNOWN;
        };
    }

    private static boolean isNoAnswer(RegistryProblem problem) {
        return problem.code() == RegistryCode.REGISTRY_UNREACHABLE || problem.code() == RegistryCode.REGISTRY_RATE_LIMITED;
    }

    Lookup<Packument> packument(PackageName name) throws InterruptedException {
        return http.get(registry.document(name), limits.maxPackumentBytes(), body -> PackumentReader.read(name, body));
    }

    /** The integrity of the bytes that the registry really serves. */
    Lookup<String> tarballIntegrity(URI tarball) throws InterruptedException {
        return http.get(tarball, limits.maxTarballBytes(), Sha512::integrityOf);
    }

    /** What the registry really serves, beside ours. */
    Lookup<ServedTarball> compare(URI tarball, TarballContents ours, int most) throws InterruptedException {
        return http.get(tarball, limits.maxTarballBytes(), body -> ServedTarball.read(body, ours, most));
    }

    /** Looks for a version, again and again while it is not there: an answer may come from a replica that lags behind. */
    Lookup<PublishedVersion> awaitVersion(PackageName name, SemVersion version) throws InterruptedException {
        for (var look = 1;; look++) {
            var found = version(name, version);
            if (!(found instanceof Lookup.Absent) || !mayLookAgain(look)) {
                return found;
            }
        }
    }

    /** Waits before the next look at what a look did not find as it should be; false if that was the last. */
    boolean mayLookAgain(int looks) throws InterruptedException {
        if (looks >= retries.readAttempts()) {
            return false;
        }
        http.waited(looks, Optional.empty());
        return true;
    }

    Lookup<PublishedVersion> version(PackageName name, SemVersion version) throws InterruptedException {
        return switch (packument(name)) {
            case Lookup.Found<Packument>(var packument) -> packument.version(version)
                    .<Lookup<PublishedVersion>> map(Lookup.Found::new).orElseGet(Lookup.Absent::new);
            case Lookup.Absent<Packument> absent -> new Lookup.Absent<>();
            case Lookup.Unavailable<Packument>(var problem) -> new Lookup.Unavailable<>(problem);
        };
    }

    /** Verdaccio answers a bad token with 200 and no user. */
    private static Optional<String> username(InputStream body) throws IOException {
        try {
            JsonNode username = JSON.readTree(body).path("username");
            return username.isTextual() && !username.asText().isBlank() ? Optional.of(username.asText()) : Optional.empty();
        } catch (JsonProcessingException e) {
            throw new InvalidAnswerException("it is not well-formed JSON");
        }
    }
}
