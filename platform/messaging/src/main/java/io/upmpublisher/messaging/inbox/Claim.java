package io.upmpublisher.messaging.inbox;

import java.util.Optional;
import java.util.UUID;

/**
 * The right to work on an entry until its lease ends.
 *
 * @param fence larger than that of every claim before; what is recorded under an older one is refused
 * @param attempt 1 for the first since the entry was recorded or taken up again
 * @param lane that the claim holds as well, if the event is in one
 */
public record Claim(String consumer, UUID event, long fence, int attempt, Optional<String> lane) {
}
