package io.upmpublisher.publisher.registry;

import java.io.IOException;
import java.net.URI;
import java.util.List;

import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.SemVersion;
import io.upmpublisher.publisher.tarball.Differences;
import io.upmpublisher.publisher.tarball.TarballContents;

/**
 * Compares a published version with ours file by file. Digests that differ say little: npm, another zlib or another version of
 * this publisher compress the same files to other bytes. What cannot be compared counts as other content, for nobody could
 * vouch for it.
 */
final class ContentCheck {

    private static final Differences NOT_COMPARED = new Differences(List.of(), false);

    private final Registry registry;
    private final RegistryReads reads;

    ContentCheck(Registry registry, RegistryReads reads) {
        this.registry = registry;
        this.reads = reads;
    }

    /**
     * Of a version that is there.
     *
     * @param most after how many files that differ no more are looked for
     */
    PublishedContent check(PackageName name, SemVersion version, TarballContents ours, int most) throws InterruptedException {
        var what = name + "@" + version;
        return switch (reads.awaitVersion(name, version)) {
            case Lookup.Found<PublishedVersion>(var published) -> check(what, published, ours, most);
            case Lookup.Absent<PublishedVersion> absent -> new PublishedContent.Unproven(
                    RegistryProblem.of(RegistryCode.READ_BACK_MISSING, "Registry " + registry.name() + " listed " + what
                            + " and does not any more."));
            case Lookup.Unavailable<PublishedVersion>(var problem) -> new PublishedContent.Unproven(problem);
        };
    }

    private PublishedContent check(String what, PublishedVersion published, TarballContents ours, int most)
            throws InterruptedException {
        if (published.tarball().isEmpty()) {
            return other(what, "it has no tarball", NOT_COMPARED);
        }
        var address = published.tarball().flatMap(registry::own);
        return address.isPresent() ? check(what, published, address.get(), ours, most)
                : other(what, "its tarball is on another host, which was not asked", NOT_COMPARED);
    }

    // As with reading back, what does not fit is read again: one spoilt answer must not raise an alarm.
    private PublishedContent check(String what, PublishedVersion published, URI address, TarballContents ours, int most)
            throws InterruptedException {
        for (var look = 1;; look++) {
            var difference = "its tarball is not there";
            switch (reads.compare(address, ours, most)) {
                case Lookup.Found<ServedTarball>(var served) when served.isWhatIsListedAs(published) -> {
                    return served.difference().map(found -> other(what, found, served.files()))
                            .orElseGet(() -> new PublishedContent.Same(served.digests().orElseThrow().integrity()));
                }
                case Lookup.Found<ServedTarball> unlisted -> difference = "its tarball has other bytes than the registry says";
                case Lookup.Absent<ServedTarball> absent -> {
                }
                case Lookup.Unavailable<ServedTarball>(var problem) -> {
                    return new PublishedContent.Unproven(problem);
                }
            }
            if (!reads.mayLookAgain(look)) {
                return other(what, difference, NOT_COMPARED);
            }
        }
    }

    /** Of a tarball that lies here. */
    PublishedContent check(PublishDocument document, PublishedVersion published) throws InterruptedException {
        try {
            return check(document.name() + "@" + document.version(), published, document.tarball().contents(), 1);
        } catch (IOException e) {
            return new PublishedContent.Unproven(TarballChangedException.problem(document));
        }
    }

    private PublishedContent other(String what, String clause, Differences files) {
        return new PublishedContent.Other(RegistryProblem.of(RegistryCode.VERSION_EXISTS_OTHER_CONTENT,
                "Registry " + registry.name() + " already has " + what + ", with other content: " + clause + "."), files);
    }
}
