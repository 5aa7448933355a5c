package io.upmpublisher.audit.page.repository;

import static java.util.Objects.requireNonNull;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** A repository in ingress' list. */
record ListedRepository(String repository, String status, String mode, List<String> branches, String registry,
        @Nullable String note, @Nullable List<Fault> flags) {

    ListedRepository {
        requireNonNull(repository);
        requireNonNull(status);
        requireNonNull(mode);
        branches = List.copyOf(branches);
        flags = flags == null ? List.of() : List.copyOf(flags);
    }

    public String statusWord() {
        return Words.ofStatus(status);
    }

    public String modeWord() {
        return Words.ofMode(mode);
    }

    public String branchesText() {
        return String.join(", ", branches);
    }
}
