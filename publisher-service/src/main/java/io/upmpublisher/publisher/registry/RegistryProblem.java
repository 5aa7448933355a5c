package io.upmpublisher.publisher.registry;

import java.time.Duration;
import java.util.Optional;

/**
 * @param cause a sentence for people; holds no secret
 * @param retryAfter how long the registry asked to be left alone
 */
public record RegistryProblem(RegistryCode code, String cause, Optional<Duration> retryAfter) {

    static RegistryProblem of(RegistryCode code, String cause) {
        return new RegistryProblem(code, cause, Optional.empty());
    }

    public String remedy() {
        return code.remedy();
    }

    public boolean retryHelps() {
        return code.retryHelps();
    }
}
