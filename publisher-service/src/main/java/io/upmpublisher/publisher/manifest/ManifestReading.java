package io.upmpublisher.publisher.manifest;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What came of reading a package.json. */
public sealed interface ManifestReading {

    record Readable(PackageManifest manifest, List<Finding> warnings) implements ManifestReading {

        public Readable {
            warnings = List.copyOf(warnings);
        }
    }

    /** @param raw the JSON, if it is only the name or the version that is wrong */
    record Unreadable(Finding fault, Optional<ObjectNode> raw) implements ManifestReading {
    }
}
