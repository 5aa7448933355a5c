package io.upmpublisher.publisher.registry;

import java.util.List;
import java.util.Optional;

/**
 * One version in a packument, as far as the registry tells. Nothing of it is checked.
 *
 * @param unity the lowest version of Unity that it asks for, with the release if it asks for one: {@code 2021.3.12f1}
 */
public record PublishedVersion(Optional<String> integrity, Optional<String> shasum, Optional<String> tarball,
        boolean deprecated, Optional<String> gitHead, Optional<String> unity) {

    /** How published bytes relate to ours. */
    public enum Content {
        SAME,
        OTHER,
        /** The registry gives no digest that could be compared. */
        UNKNOWN
    }

    /** Whether the registry says that it has these very bytes. */
    public boolean hasIntegrity(String sha512) {
        return sha512Digests().contains(sha512);
    }

    /** SHA-512 decides where it is given; an integrity may list several digests, separated by spaces. */
    Content contentComparedTo(Digests digests) {
        var sha512 = sha512Digests();
        if (!sha512.isEmpty()) {
            return sha512.contains(digests.integrity()) ? Content.SAME : Content.OTHER;
        }
        return shasum.map(sum -> sum.equalsIgnoreCase(digests.shasum()) ? Content.SAME : Content.OTHER)
                .orElse(Content.UNKNOWN);
    }

    private List<String> sha512Digests() {
        return integrity.stream().flatMap(text -> List.of(text.strip().split("\\s+")).stream())
                .filter(digest -> digest.startsWith("sha512-")).toList();
    }
}
