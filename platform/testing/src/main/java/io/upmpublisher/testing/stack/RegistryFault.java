package io.upmpublisher.testing.stack;

import java.time.Duration;
import java.util.Map;

/** What happens to a request on its way to the registry, or to the answer on its way back. */
public sealed interface RegistryFault {

    /** The registry does not get it, and something else answers. */
    record Instead(int status, Map<String, String> headers, String body) implements RegistryFault {

        public static Instead of(int status) {
            return new Instead(status, Map.of(), "{\"error\":\"made to fail with " + status + "\"}");
        }

        public static Instead tooMany(Duration retryAfter) {
            return new Instead(429, Map.of("Retry-After", Long.toString(retryAfter.toSeconds())),
                    "{\"error\":\"too many requests\"}");
        }
    }

    /** The registry obeys, and something else than its answer comes back. */
    record AnswerLost(int status) implements RegistryFault {
    }

    /** The connection ends without an answer; the registry may have obeyed before. */
    record HangUp(boolean registryObeys) implements RegistryFault {
    }

    /** The registry obeys, and its answer ends in the middle. */
    record CutShort() implements RegistryFault {
    }

    /** The registry obeys, and its answer comes late. */
    record Slow(Duration delay) implements RegistryFault {
    }

    /** One byte of the answer is another. */
    record Altered() implements RegistryFault {
    }

    /** A publish of the same version broke off in the registry before: its tarball is there, and no version. */
    record OrphanBefore() implements RegistryFault {
    }
}
