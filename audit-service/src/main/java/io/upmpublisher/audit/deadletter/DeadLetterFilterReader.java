package io.upmpublisher.audit.deadletter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.upmpublisher.audit.deadletter.DeadLetter.State;
import io.upmpublisher.events.InvalidValueException;
import io.upmpublisher.events.RunId;
import io.upmpublisher.web.problem.InvalidField;
import io.upmpublisher.web.problem.Problem;

/** Reads which dead letters a caller means, and tells of all that is wrong at once, by the names of the fields. */
public final class DeadLetterFilterReader {

    private static final Pattern TEXT = Pattern.compile("[^\\p{Cntrl}]{1,200}");

    private final List<InvalidField> errors = new ArrayList<>();

    public static DeadLetterFilter read(@Nullable String service, @Nullable String type, @Nullable String code,
            @Nullable String repository, @Nullable String run, @Nullable String state) {
        var reader = new DeadLetterFilterReader();
        var filter = new DeadLetterFilter(reader.text("service", service), reader.text("type", type),
                reader.text("code", code), reader.text("repository", repository), reader.run(run), reader.state(state));
        if (!reader.errors.isEmpty()) {
            throw Problem.invalidFields(reader.errors);
        }
        return filter;
    }

    private Optional<String> text(String field, @Nullable String text) {
        if (text != null && !TEXT.matcher(text).matches()) {
            errors.add(new InvalidField("/" + field, "it has 1 to 200 characters, none of them a control character"));
        }
        return Optional.ofNullable(text);
    }

    private Optional<UUID> run(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(RunId::parse).map(RunId::value);
        } catch (InvalidValueException e) {
            errors.add(new InvalidField("/run", String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private Optional<State> state(@Nullable String text) {
        var found = Stream.of(State.values()).filter(state -> state.name().toLowerCase(Locale.ROOT).equals(text)).findFirst();
        if (text != null && found.isEmpty()) {
            errors.add(new InvalidField("/state", "must be parked, replayed or discarded"));
        }
        return found;
    }
}
