package io.upmpublisher.ingress.discovery;

import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A manifest in a repository.
 *
 * @param name absent where it was not read, or has no name
 * @param isPrivate whether it says that it is not to be published
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record FoundPackage(String path, Optional<String> name, Optional<String> version,
        @JsonProperty("private") boolean isPrivate) {

    static FoundPackage unread(String path) {
        return new FoundPackage(path, Optional.empty(), Optional.empty(), false);
    }
}
