package io.upmpublisher.audit.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.upmpublisher.events.CommitPrefix;
import io.upmpublisher.events.InvalidValueException;
import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RunId;
import io.upmpublisher.web.problem.InvalidField;
import io.upmpublisher.web.problem.Problem;

/** Reads what a caller asks for, and tells of all that is wrong at once, by the parameters' names. */
final class RecordFilterReader {

    private static final Pattern TEXT = Pattern.compile("[^\\p{Cntrl}]{1,200}");

    private final List<InvalidField> errors = new ArrayList<>();

    Optional<RepositoryName> repository(@Nullable String text) {
        return read("repository", text, RepositoryName::parse);
    }

    Optional<PackageName> packageName(@Nullable String text) {
        return read("package", text, PackageName::of);
    }

    Optional<CommitPrefix> commit(@Nullable String text) {
        return read("commit", text, CommitPrefix::of);
    }

    /** Adds to what is wrong that the parameter is not there. */
    <T> Optional<T> required(String parameter, Optional<T> value, @Nullable String text) {
        if (text == null) {
            errors.add(new InvalidField("/" + parameter, "is missing"));
        }
        return value;
    }

    Optional<UUID> run(@Nullable String text) {
        return read("run", text, RunId::parse).map(RunId::value);
    }

    Optional<String> text(String parameter, @Nullable String text) {
        return read(parameter, text, given -> {
            if (!TEXT.matcher(given).matches()) {
                throw new InvalidValueException(parameter, "it has 1 to 200 characters, none of them a control character");
            }
            return given;
        });
    }

    /** A time of RFC 3339, or a day, which stands for its beginning in UTC. */
    Optional<Instant> time(String parameter, @Nullable String text) {
        return read(parameter, text, given -> {
            try {
                var time = given.length() == 10 ? LocalDate.parse(given).atStartOfDay().atOffset(ZoneOffset.UTC)
                        : OffsetDateTime.parse(given);
                if (time.getYear() >= 1 && time.getYear() <= 9_999) {
                    return time.toInstant();
                }
            } catch (DateTimeException e) {
                throw notATime(parameter);
            }
            throw notATime(parameter);
        });
    }

    void requireOrder(Optional<Instant> from, Optional<Instant> to) {
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            errors.add(new InvalidField("/to", "must not be before from"));
        }
    }

    void throwIfInvalid() {
        if (!errors.isEmpty()) {
            throw Problem.invalidFields(errors);
        }
    }

    private <T> Optional<T> read(String parameter, @Nullable String text, Function<String, T> parser) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(text));
        } catch (InvalidValueException e) {
            errors.add(new InvalidField("/" + parameter, String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private static InvalidValueException notATime(String parameter) {
        return new InvalidValueException(parameter, "a time is written like 2026-03-02T09:15:30Z, or as a day: 2026-03-02");
    }
}
