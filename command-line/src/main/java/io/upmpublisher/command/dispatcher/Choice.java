package io.upmpublisher.command.dispatcher;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.upmpublisher.command.ingress.Registered;
import io.upmpublisher.events.InvalidValueException;
import io.upmpublisher.events.RepositoryName;

/**
 * Which repositories are meant.
 *
 * @param named names, and patterns such as {@code studio/*}; none means all that are registered
 */
record Choice(List<String> named) {

    Choice {
        named = List.copyOf(named);
    }

    /** Whether ingress must tell which there are. */
    boolean needsRegistered() {
        return named.isEmpty() || named.stream().anyMatch(Choice::isPattern);
    }

    /**
     * @param registered empty if ingress was not asked
     * @throws InvalidValueException if a name is none, or a pattern matches nothing
     */
    List<RepositoryName> of(Optional<List<Registered>> registered) {
        var known = registered.orElse(List.of()).stream().map(Registered::repository).toList();
        if (named.isEmpty()) {
            return known;
        }
        return named.stream().flatMap(each -> isPattern(each) ? matching(each, known) : Stream.of(RepositoryName.parse(each)))
                .distinct().toList();
    }

    private static boolean isPattern(String text) {
        return text.contains("*");
    }

    private static Stream<RepositoryName> matching(String pattern, List<RepositoryName> known) {
        var quoted = Stream.of(pattern.toLowerCase(Locale.ROOT).split("\\*", -1)).map(Pattern::quote).toList();
        Predicate<String> matches = Pattern.compile(String.join("[^/]*", quoted)).asMatchPredicate();
        var found = known.stream().filter(each -> matches.test(each.key())).toList();
        if (found.isEmpty()) {
            throw new InvalidValueException("repository", "no registered one matches " + pattern);
        }
        return found.stream();
    }
}
