package io.upmpublisher.publisher.registry;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.upmpublisher.events.SemVersion;

/** What is to be done with a version, as the registry's document of the package stands. */
public sealed interface PublishDecision {

    record Publish(DistTag tag) implements PublishDecision {
    }

    /**
     * The version is there. That its content differs is for the caller to judge: after commits without a bump it always does.
     *
     * @param gitHead the commit that it was published from, if the registry says
     */
    record Skip(RegistryProblem problem, Optional<String> gitHead) implements PublishDecision {
    }

    record Refuse(RegistryProblem problem) implements PublishDecision {
    }

    /**
     * @param lines maintenance lines on which versions below the highest may appear
     * @param tag the tag that the manifest asks for ({@code publishConfig.tag})
     * @param digests of the tarball, where it is already built
     */
    record Options(List<MaintenanceLine> lines, Optional<DistTag> tag, Optional<Digests> digests) {

        public static final Options NONE = new Options(List.of(), Optional.empty(), Optional.empty());

        public Options {
            lines = List.copyOf(lines);
        }
    }

    static PublishDecision decide(Optional<Packument> packument, SemVersion version, Options options) {
        var existing = packument.flatMap(document -> document.version(version));
        if (existing.isPresent()) {
            return skip(existing.get(), version, options);
        }
        var line = MaintenanceLine.of(version, options.lines());
        var highestOnLine = highestStable(packument, line);
        if (highestOnLine.isPresent() && version.compareTo(highestOnLine.get()) < 0) {
            return new Refuse(RegistryProblem.of(RegistryCode.VERSION_ROLLBACK, "Version " + version + " is below "
                    + highestOnLine.get() + ", the highest published one" + line.map(l -> " on line " + l).orElse("") + "."));
        }
        return new Publish(tag(highestStable(packument, Optional.empty()), version, line, options.tag()));
    }

    private static PublishDecision skip(PublishedVersion existing, SemVersion version, Options options) {
        var isOther = options.digests().map(existing::contentComparedTo).filter(PublishedVersion.Content.OTHER::equals)
                .isPresent();
        var problem = isOther
                ? RegistryProblem.of(RegistryCode.VERSION_EXISTS_OTHER_CONTENT,
                        "Version " + version.withoutBuild() + " is already published, with other content.")
                : RegistryProblem.of(RegistryCode.VERSION_EXISTS,
                        "Version " + version.withoutBuild() + " is already published.");
        return new Skip(problem, existing.gitHead());
    }

    /**
     * As npm counts: neither prereleases nor deprecated versions, so that a version published by mistake can be deprecated and
     * does not bar the way (https://github.com/npm/cli/blob/latest/lib/commands/publish.js).
     */
    private static Optional<SemVersion> highestStable(Optional<Packument> packument, Optional<MaintenanceLine> line) {
        return packument.stream().flatMap(document -> document.versions().entrySet().stream())
                .filter(entry -> !entry.getKey().isPrerelease() && !entry.getValue().deprecated())
                .map(Map.Entry::getKey)
                .filter(version -> line.map(l -> l.contains(version)).orElse(true))
                .max(Comparator.naturalOrder());
    }

    /**
     * {@code latest} is for the highest stable version alone, whatever the manifest asks for. A registry may still set it on a
     * package that has nothing but prereleases: Verdaccio does, and does so again when it is removed.
     */
    private static DistTag tag(Optional<SemVersion> highest, SemVersion version, Optional<MaintenanceLine> line,
            Optional<DistTag> asked) {
        var explicit = asked.filter(tag -> !tag.equals(DistTag.LATEST));
        if (explicit.isPresent()) {
            return explicit.get();
        }
        if (version.isPrerelease()) {
            return DistTag.ofPrerelease(version);
        }
        return highest.isEmpty() || version.compareTo(highest.get()) > 0 ? DistTag.LATEST
                : line.map(MaintenanceLine::distTag).orElse(DistTag.LATEST);
    }
}
