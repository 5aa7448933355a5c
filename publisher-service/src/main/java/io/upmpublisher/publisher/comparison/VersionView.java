package io.upmpublisher.publisher.comparison;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.upmpublisher.publisher.comparison.StoredParts.File;

/**
 * A version as the API shows it.
 *
 * @param since when a run would have published it; of one that none would have published, when somebody did
 * @param run that run, or the one that would not have published it
 * @param integrity of the tarball that the run would have sent
 * @param publishedAt by the registry's clock, where it says that
 * @param lookedAt when the registry was asked last
 * @param files that are not the same, some of them where there are many
 * @param moreFiles true where there may be others
 */
record VersionView(@JsonProperty("package") String name, String version, String result, Instant since, Optional<String> run,
        Optional<String> commit, Optional<String> path, Optional<String> integrity, Optional<Instant> publishedAt,
        Optional<Instant> lookedAt, Optional<String> code, Optional<String> cause, Optional<String> remedy,
        Optional<List<File>> files, Optional<Boolean> moreFiles) {
}
