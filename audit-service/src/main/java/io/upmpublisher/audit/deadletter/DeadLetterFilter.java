package io.upmpublisher.audit.deadletter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import io.upmpublisher.audit.deadletter.DeadLetter.State;

/**
 * Which dead letters are meant: those that fit everything that is given.
 *
 * @param about the repository, or what else the event is about, in any case
 */
public record DeadLetterFilter(Optional<String> service, Optional<String> type, Optional<String> code,
        Optional<String> about, Optional<UUID> run, Optional<State> state) {

    /** SQL, which is never empty. */
    String where() {
        var clauses = new ArrayList<>(List.of("true"));
        service.ifPresent(value -> clauses.add("service = ?"));
        type.ifPresent(value -> clauses.add("type = ?"));
        code.ifPresent(value -> clauses.add("code = ?"));
        about.ifPresent(value -> clauses.add("about_key = ?"));
        run.ifPresent(value -> clauses.add("run = ?"));
        state.ifPresent(value -> clauses.add("state = ?"));
        return " where " + String.join(" and ", clauses);
    }

    /** In the order of {@link #where}. */
    List<Object> parameters() {
        var parameters = new ArrayList<>();
        service.ifPresent(parameters::add);
        type.ifPresent(parameters::add);
        code.ifPresent(parameters::add);
        about.ifPresent(value -> parameters.add(value.toLowerCase(Locale.ROOT)));
        run.ifPresent(parameters::add);
        state.ifPresent(value -> parameters.add(value.name().toLowerCase(Locale.ROOT)));
        return parameters;
    }

    public DeadLetterFilter parked() {
        return new DeadLetterFilter(service, type, code, about, run, Optional.of(State.PARKED));
    }

    /** In words, for the record. */
    @Override
    public String toString() {
        var words = new ArrayList<String>();
        service.ifPresent(value -> words.add("service=" + value));
        type.ifPresent(value -> words.add("type=" + value));
        code.ifPresent(value -> words.add("code=" + value));
        about.ifPresent(value -> words.add("repository=" + value));
        run.ifPresent(value -> words.add("run=" + value));
        return words.isEmpty() ? "all dead letters" : "dead letters with " + String.join(" ", words);
    }
}
