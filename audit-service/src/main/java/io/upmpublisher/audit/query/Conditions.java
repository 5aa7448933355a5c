package io.upmpublisher.audit.query;

import java.util.ArrayList;
import java.util.List;

/** What a query asks, as SQL with its parameters. */
final class Conditions {

    private final List<String> clauses = new ArrayList<>();
    private final List<Object> parameters = new ArrayList<>();

    void add(String clause, Object... values) {
        clauses.add(clause);
        parameters.addAll(List.of(values));
    }

    String where() {
        return clauses.isEmpty() ? "" : " where " + String.join(" and ", clauses);
    }

    Object[] parametersAnd(Object... more) {
        var all = new ArrayList<>(parameters);
        all.addAll(List.of(more));
        return all.toArray();
    }
}
