package io.upmpublisher.publisher.comparison;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.upmpublisher.events.Fault;
import io.upmpublisher.publisher.comparison.StoredParts.File;
import io.upmpublisher.publisher.comparison.StoredParts.Files;
import io.upmpublisher.publisher.registry.RegistryProblem;
import io.upmpublisher.publisher.report.Wording;
import io.upmpublisher.publisher.tarball.Differences;

/**
 * What a look found out of one version.
 *
 * @param code of docs/problems.md, where one fits
 * @param publishedAt where the registry says it
 */
record Finding(Result result, Optional<String> code, Optional<String> cause, Optional<String> remedy, Optional<Files> files,
        Optional<Instant> publishedAt) {

    private static final int PATH = 300;
    private static final int NAMED = 3;

    static Finding same() {
        return new Finding(Result.SAME, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty());
    }

    /**
     * What could not be compared counts as other content when publishing, and may be made good here, as a tarball that is gone.
     */
    static Finding different(RegistryProblem problem, Differences differences) {
        if (differences.files().isEmpty()) {
            return of(Result.UNPROVEN, problem);
        }
        var files = files(differences);
        var first = files.stream().limit(NAMED).map(file -> file.path() + " " + file.difference())
                .collect(Collectors.joining("; "));
        return new Finding(Result.DIFFERENT, Optional.of(problem.code().name()),
                Optional.of(Wording.of(first + (files.size() > NAMED ? "; and others." : "."), Wording.CAUSE)),
                Optional.of("Let both pack the same: see the files, and what the old system does before it publishes."),
                Optional.of(new Files(files, !differences.isWhole())), Optional.empty());
    }

    static Finding unproven(RegistryProblem problem) {
        return of(Result.UNPROVEN, problem);
    }

    static Finding unproven(Fault fault) {
        return new Finding(Result.UNPROVEN, Optional.of(fault.code()), Optional.of(fault.cause()), Optional.of(fault.remedy()),
                Optional.empty(), Optional.empty());
    }

    static Finding missing(String cause) {
        return new Finding(Result.MISSING, Optional.empty(), Optional.of(cause), Optional.empty(), Optional.empty(),
                Optional.empty());
    }

    static Finding unexpected(Optional<String> code, String cause, Optional<String> remedy) {
        return new Finding(Result.UNEXPECTED, code, Optional.of(Wording.of(cause, Wording.CAUSE)), remedy, Optional.empty(),
                Optional.empty());
    }

    Finding publishedAt(Optional<Instant> time) {
        return new Finding(result, code, cause, remedy, files, time);
    }

    private static Finding of(Result result, RegistryProblem problem) {
        return new Finding(result, Optional.of(problem.code().name()), Optional.of(Wording.of(problem.cause(), Wording.CAUSE)),
                Optional.of(problem.remedy()), Optional.empty(), Optional.empty());
    }

    // Some of the names are whatever the other system packed.
    private static List<File> files(Differences differences) {
        return differences.files().stream().map(file -> new File(Wording.of(file.path(), PATH), file.kind().text())).toList();
    }
}
