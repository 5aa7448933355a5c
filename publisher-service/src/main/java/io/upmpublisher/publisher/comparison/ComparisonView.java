package io.upmpublisher.publisher.comparison;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.upmpublisher.events.Fault;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.publisher.comparison.ComparisonReport.Period;
import io.upmpublisher.web.page.Page;

/** A comparison as the API shows it: of one repository with its versions, or of all in short. */
sealed interface ComparisonView {

    static Summary summary(Page<Line> lines) {
        return new Summary(lines.items(), lines.nextCursor());
    }

    static Detail detail(Line line, Page<VersionView> versions) {
        return new Detail(line.repository(), line.registry(), line.since(), line.until(), line.verdict(), line.versions(),
                line.packages(), versions.items(), versions.nextCursor());
    }

    record Summary(List<Line> items, @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String nextCursor)
            implements
                ComparisonView {
    }

    record Detail(RepositoryName repository, String registry, Instant since, Optional<Instant> until, VerdictView verdict,
            Counts versions, Packages packages, List<VersionView> items,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String nextCursor) implements ComparisonView {
    }

    /**
     * @param since from when on versions count
     * @param until when the repository left plan mode
     */
    record Line(RepositoryName repository, String registry, Instant since, Optional<Instant> until, VerdictView verdict,
            Counts versions, Packages packages) {

        static Line of(Period period, Instant since, Standing standing) {
            return new Line(period.repository(), period.registry(), since, period.endedAt(),
                    VerdictView.from(Verdict.of(standing)), Counts.of(standing),
                    new Packages(standing.packages(), standing.unasked(), standing.problems(), standing.problem(),
                            standing.oldestLook()));
        }
    }

    record VerdictView(String state, String sentence, List<Verdict.Objection> against) {

        static VerdictView from(Verdict verdict) {
            return new VerdictView(verdict.state().word(), verdict.sentence(), verdict.against());
        }
    }

    record Counts(int pending, int same, int different, int missing, int unproven, int unexpected) {

        static Counts of(Standing standing) {
            return new Counts(standing.count(Result.PENDING), standing.count(Result.SAME), standing.count(Result.DIFFERENT),
                    standing.count(Result.MISSING), standing.count(Result.UNPROVEN), standing.count(Result.UNEXPECTED));
        }
    }

    /**
     * @param unasked no look was at them yet
     * @param failing the last look found out nothing
     * @param problem of one of those
     * @param oldestLookAt none of those that were looked at was longer ago
     */
    record Packages(int all, int unasked, int failing, Optional<Fault> problem, Optional<Instant> oldestLookAt) {
    }
}
