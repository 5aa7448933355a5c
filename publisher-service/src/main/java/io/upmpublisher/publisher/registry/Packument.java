package io.upmpublisher.publisher.registry;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.SemVersion;

/**
 * The registry's document of all versions of a package.
 *
 * @param versions ordered; looked up without regard to build metadata, which registries do not keep. Keys that are no SemVer
 *        versions are left out: no version of ours can equal or follow them
 * @param distTags as served; a tag may name what {@code versions} does not have
 * @param publishedAt when versions were published, by the registry's clock; of those that it says it of
 */
public record Packument(PackageName name, SortedMap<SemVersion, PublishedVersion> versions, Map<String, String> distTags,
        Map<SemVersion, Instant> publishedAt) {

    public Packument {
        versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
        distTags = Map.copyOf(distTags);
        publishedAt = Map.copyOf(publishedAt);
    }

    public Optional<PublishedVersion> version(SemVersion version) {
        return Optional.ofNullable(versions.get(version));
    }

    /** The highest stable version below another. */
    public Optional<Map.Entry<SemVersion, PublishedVersion>> stableBefore(SemVersion version) {
        return versions.headMap(version).reversed().entrySet().stream().filter(entry -> !entry.getKey().isPrerelease())
                .findFirst();
    }

    /** The document as it would be if the version had not been published. */
    public Packument without(SemVersion version) {
        var others = new TreeMap<>(versions);
        others.remove(version);
        return new Packument(name, others, distTags, publishedAt);
    }
}
