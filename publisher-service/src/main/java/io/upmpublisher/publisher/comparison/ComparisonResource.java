package io.upmpublisher.publisher.comparison;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.publisher.comparison.ComparisonReport.Period;
import io.upmpublisher.publisher.comparison.ComparisonView.Line;
import io.upmpublisher.web.page.Cursor;
import io.upmpublisher.web.page.Limit;
import io.upmpublisher.web.page.Page;
import io.upmpublisher.web.problem.Problem;
import io.upmpublisher.web.token.Role;

@Path("/api/comparison")
@Produces(MediaType.APPLICATION_JSON)
class ComparisonResource {

    private static final int A_DAY = "2026-01-31".length();

    private final ComparisonReport report;
    private final Standings standings;
    private final ComparisonQueue queue;
    private final Transactions transactions;
    private final Duration freshFor;

    @Inject
    ComparisonResource(ComparisonReport report, Standings standings, ComparisonQueue queue, Transactions transactions,
            ComparisonConfig config) {
        this.report = report;
        this.standings = standings;
        this.queue = queue;
        this.transactions = transactions;
        this.freshFor = config.freshFor();
    }

    @GET
    @RolesAllowed(Role.VIEW)
    @Operation(summary = "Compares what runs in plan mode would have published with what the registry has", description = "Of one repository each version, the newest first; of all that are in plan mode a verdict each. It answers "
            + "what is known and waits for nothing; asking for a repository has packages looked at anew that were not for a while.")
    @APIResponse(responseCode = "200", description = "What is known now", content = @Content(schema = @Schema(oneOf = {
            ComparisonView.Detail.class, ComparisonView.Summary.class })))
    public ComparisonView comparison(
            @Parameter(description = "owner/name; all that are in plan mode if absent") @QueryParam("repository") @Nullable RepositoryName repository,
            @Parameter(description = "A time of RFC 3339, or a day: counts only what came after; all of the time in plan mode if absent") @QueryParam("since") @Nullable String since,
            @Parameter(description = "Only versions with this result: pending, same, different, missing, unproven or unexpected") @QueryParam("result") @Nullable String result,
            @QueryParam("limit") @DefaultValue(Limit.DEFAULT) Limit limit, @QueryParam("cursor") @Nullable Cursor cursor) {
        var from = since == null ? Instant.EPOCH : time(since);
        var wanted = result == null ? Optional.<Result> empty() : Optional.of(result(result));
        return transactions.inNew(() -> repository == null ? all(from, limit, cursor)
                : one(repository, from, wanted, limit, cursor));
    }

    private ComparisonView all(Instant from, Limit limit, @Nullable Cursor cursor) {
        var after = cursor == null ? "" : cursor.text(0);
        var periods = Page.of(report.periods(after, limit.withOneMore()), limit,
                last -> Cursor.of(last.repository().key()));
        var found = standings.of(periods.items().stream().map(Period::repository).toList(), from);
        return ComparisonView.summary(periods.map(period -> line(period, from, found.get(period.repository()))));
    }

    private ComparisonView one(RepositoryName repository, Instant from, Optional<Result> result, Limit limit,
            @Nullable Cursor cursor) {
        var period = report.period(repository).orElseThrow(() -> Problem.notFound("Nothing is compared of " + repository
                + ": it is not registered with \"mode\":\"plan\", or the publisher was not told so yet."));
        queue.bringForward(repository, freshFor);
        var versions = report.versions(repository, from, result, cursor, limit.withOneMore());
        return ComparisonView.detail(line(period, from, standings.of(repository, from)),
                Page.of(versions, limit, last -> Cursor.of(last.since(), last.name(), last.version())));
    }

    private static Line line(Period period, Instant from, Standing standing) {
        var since = from.isAfter(period.beganAt()) ? from : period.beganAt();
        return Line.of(period, since, standing);
    }

    private static Instant time(String text) {
        try {
            var time = text.length() == A_DAY ? LocalDate.parse(text).atStartOfDay().atOffset(ZoneOffset.UTC)
                    : OffsetDateTime.parse(text);
            if (time.getYear() >= 1970 && time.getYear() <= 9_999) {
                return time.toInstant();
            }
        } catch (DateTimeException e) {
            throw notATime();
        }
        throw notATime();
    }

    private static Problem notATime() {
        return Problem.invalidField("/since", "must be a time as in 2026-01-31T10:00:00Z, or a day as in 2026-01-31");
    }

    private static Result result(String text) {
        return Arrays.stream(Result.values()).filter(each -> each.word().equals(text)).findFirst()
                .orElseThrow(() -> Problem.invalidField("/result",
                        "must be one of " + String.join(", ", Arrays.stream(Result.values()).map(Result::word).toList())));
    }
}
