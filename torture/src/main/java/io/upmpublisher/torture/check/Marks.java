package io.upmpublisher.torture.check;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tags and releases of all repositories.
 *
 * @param tags the commits that tags of a version point to, by {@code name@version}
 * @param releases how many releases a version has, by {@code name@version}
 * @param strangers tags and releases that are of no version
 * @param unknown versions of which the product itself says that it cannot tell whether they have theirs
 */
public record Marks(Map<String, List<String>> tags, Map<String, Integer> releases, List<String> strangers,
        Set<String> unknown) {

    List<String> tagsOf(String version) {
        return tags.getOrDefault(version, List.of());
    }

    int releasesOf(String version) {
        return releases.getOrDefault(version, 0);
    }
}
