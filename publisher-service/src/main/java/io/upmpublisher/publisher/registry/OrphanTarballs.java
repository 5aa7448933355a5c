package io.upmpublisher.publisher.registry;

import java.io.IOException;
import java.net.URI;

import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.SemVersion;

/**
 * Removes a tarball that has no version. Verdaccio keeps one after a refused publish, and answers 409 to every correct one
 * that follows.
 */
final class OrphanTarballs {

    private final Registry registry;
    private final RegistryHttp http;
    private final RegistryReads reads;

    OrphanTarballs(Registry registry, RegistryHttp http, RegistryReads reads) {
        this.registry = registry;
        this.http = http;
        this.reads = reads;
    }

    /** Waits before it believes that there is no version: someone else may be between writing the tarball and the document. */
    OrphanRemoval remove(PackageName name, SemVersion version, Fence fence) throws InterruptedException {
        return switch (reads.awaitVersion(name, version)) {
            case Lookup.Found<PublishedVersion> found -> new OrphanRemoval.InUse();
            case Lookup.Unavailable<PublishedVersion>(var problem) -> new OrphanRemoval.Failed(problem);
            case Lookup.Absent<PublishedVersion> absent -> switch (reads.tarballIntegrity(address(name, version))) {
                case Lookup.Found<String> orphan -> delete(name, version, fence);
                case Lookup.Absent<String> none -> new OrphanRemoval.NoTarball();
                case Lookup.Unavailable<String>(var problem) -> new OrphanRemoval.Failed(problem);
            };
        };
    }

    private OrphanRemoval delete(PackageName name, SemVersion version, Fence fence) throws InterruptedException {
        // Whoever took over may have begun to publish, and what lies there be its tarball.
        fence.requireHeld();
        try {
            // Verdaccio wants a revision in the path and takes any.
            var reply = http.delete(URI.create(address(name, version) + "/-rev/1-x"));
            return reply.status() / 100 == 2 ? new OrphanRemoval.Removed()
                    : failed(name, version, "status " + reply.status() + (reply.text().isEmpty() ? "" : ", " + reply.text()));
        } catch (IOException e) {
            return failed(name, version, e.getClass().getSimpleName());
        }
    }

    private OrphanRemoval failed(PackageName name, SemVersion version, String why) {
        return new OrphanRemoval.Failed(RegistryProblem.of(RegistryCode.ORPHAN_TARBALL, "Registry " + registry.name()
                + " has a tarball of " + name + "@" + version + " without that version, and did not remove it (" + why + ")."));
    }

    private URI address(PackageName name, SemVersion version) {
        var file = name.value().substring(name.value().indexOf('/') + 1);
        return URI.create(registry.document(name) + "/-/" + file + "-" + version + ".tgz");
    }
}
