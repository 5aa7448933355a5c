package io.upmpublisher.publisher.registry;

import java.net.URI;

import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.SemVersion;

/**
 * Reads a version back. An accepted PUT proves nothing: Verdaccio answers 201 to a document that it then drops, and does not
 * compare integrities. So the tarball is fetched from where clients will fetch it, and hashed.
 */
final class ReadBackCheck {

    private final Registry registry;
    private final RegistryReads reads;

    ReadBackCheck(Registry registry, RegistryReads reads) {
        this.registry = registry;
        this.reads = reads;
    }

    ReadBack check(PackageName name, SemVersion version, Digests expected) throws InterruptedException {
        return switch (reads.awaitVersion(name, version)) {
            case Lookup.Found<PublishedVersion>(var published) -> check(name + "@" + version, published, expected);
            case Lookup.Absent<PublishedVersion> absent -> missing(name + "@" + version + " is not in the package's document");
            case Lookup.Unavailable<PublishedVersion>(var problem) -> new ReadBack.Unproven(problem);
        };
    }

    private ReadBack check(String what, PublishedVersion published, Digests expected) throws InterruptedException {
        if (published.contentComparedTo(expected) == PublishedVersion.Content.OTHER) {
            return different(what + " has another integrity than what was to be published");
        }
        if (published.tarball().isEmpty()) {
            return missing(what + " has no tarball");
        }
        var address = published.tarball().flatMap(registry::own);
        return address.isPresent() ? checkTarball(what, address.get(), expected)
                : different(what + " has its tarball on another host, which was not asked");
    }

    // Other bytes are read again before they are believed: what spoils a single answer on its way must not condemn what is published.
    private ReadBack checkTarball(String what, URI address, Digests expected) throws InterruptedException {
        for (var look = 1;; look++) {
            switch (reads.tarballIntegrity(address)) {
                case Lookup.Found<String>(var integrity) when integrity.equals(expected.integrity()) -> {
                    return new ReadBack.Confirmed(integrity);
                }
                case Lookup.Found<String> other -> {
                    if (!reads.mayLookAgain(look)) {
                        return different("the tarball of " + what + " has other bytes than what was to be published");
                    }
                }
                case Lookup.Absent<String> absent -> {
                    return missing("the tarball of " + what + " is not there");
                }
                case Lookup.Unavailable<String>(var problem) -> {
                    return new ReadBack.Unproven(problem);
                }
            }
        }
    }

    private ReadBack missing(String clause) {
        return new ReadBack.Missing(problem(RegistryCode.READ_BACK_MISSING, clause));
    }

    private ReadBack different(String clause) {
        return new ReadBack.Different(problem(RegistryCode.READ_BACK_MISMATCH, clause));
    }

    private RegistryProblem problem(RegistryCode code, String clause) {
        return RegistryProblem.of(code, "On registry " + registry.name() + ", " + clause + ".");
    }
}
