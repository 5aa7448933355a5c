package io.upmpublisher.torture.check;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What is there after everything was worked off, wherever one can look.
 *
 * @param decisions what ingress decided, by delivery
 * @param versions what the registry serves, by package
 * @param puts how many publishes of a version took effect, by {@code name@version}
 * @param commits how many commits of any branch name the run
 * @param headings how many entries the changelog has for a version, by {@code name@version}
 * @param messages how many messages about the run the chat took
 * @param records how many records of a type the audit has of the run
 * @param notifications what the notifier says became of the run's message
 * @param marks tags and releases
 * @param strangers runs that no push of the history led to
 * @param repeats how many times an event was handed to the broker again
 * @param effects when publishes took effect and messages were taken
 */
public record World(Map<String, Decision> decisions, Map<String, Set<String>> versions, Map<String, Integer> puts,
        Map<UUID, Integer> commits, Map<String, Integer> headings, Map<UUID, Integer> messages,
        Map<UUID, Map<String, Integer>> records, Map<UUID, String> notifications, Marks marks, List<String> strangers,
        List<DeadLetter> deadLetters, long repeats, List<Instant> effects) {

    /** What was given up. */
    public record DeadLetter(UUID id, String service, String code, String cause) {
    }

    /**
     * @param run absent for an ignored delivery
     */
    public record Decision(String decision, String code, java.util.Optional<UUID> run) {
    }
}
