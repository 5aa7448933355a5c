package io.upmpublisher.audit.query;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.upmpublisher.audit.deadletter.DeadLetterFilter;
import io.upmpublisher.audit.deadletter.DeadLetterView;
import io.upmpublisher.audit.deadletter.DeadLetters;
import io.upmpublisher.audit.link.Links;
import io.upmpublisher.events.CommitPrefix;
import io.upmpublisher.events.EventType;
import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.web.problem.Problem;

/** Looks up all that is on record of a commit. */
@ApplicationScoped
class WhyAnswers {

    private static final int MAX_RECORDS = 300;
    private static final int MAX_RUNS = 20;
    private static final int MAX_DEAD_LETTERS = 20;
    private static final int LATELY = 5;
    /** Commits in the sentence; the answer lists them all. */
    private static final int MAX_NAMED = 5;

    private final RecordQueries records;
    private final DeadLetters deadLetters;
    private final Transactions transactions;
    private final Links links;
    private final WhyReader reader;

    WhyAnswers(RecordQueries records, DeadLetters deadLetters, Transactions transactions, Links links, ObjectMapper mapper) {
        this.records = records;
        this.deadLetters = deadLetters;
        this.transactions = transactions;
        this.links = links;
        this.reader = new WhyReader(record -> dataOf(record, mapper), links::ofRun);
    }

    Why of(RepositoryName repository, CommitPrefix prefix, Optional<PackageName> packageName) {
        var itself = records.ofCommit(repository, prefix, MAX_RECORDS + 1);
        // What a push led to counts if nothing was begun for the commit itself.
        var others = itself.stream().anyMatch(WhyAnswers::isOfPublishing) ? List.<RecordView> of()
                : records.ofPushesWith(repository, prefix, MAX_RECORDS + 1);
        var commit = theOne(itself, others, prefix);
        var pushedWith = others.stream().map(RecordView::commit).filter(Objects::nonNull).distinct().toList();
        var ofCommit = others.isEmpty() ? itself : together(itself.stream(), others.stream());
        var all = new LinkedHashSet<UUID>();
        ofCommit.stream().filter(WhyAnswers::isOfPublishing).map(RecordView::run).filter(Objects::nonNull).forEach(all::add);
        // The newest are those that count, if somebody asked for more.
        var chosen = all.stream().skip(Math.max(0, all.size() - MAX_RUNS)).toList();
        var found = chosen.isEmpty() ? List.<RecordView> of() : records.ofRuns(chosen, MAX_RECORDS + 1);
        var ofRuns = together(ofCommit.stream().filter(record -> isOfPublishing(record) && chosen.contains(record.run())),
                found.stream());
        var wanted = packageName.map(PackageName::toString);
        var packages = reader.packages(ofRuns, wanted);
        var ignored = reader.ignored(ofCommit);
        var runs = chosen.stream().map(run -> reader.run(run,
                ofRuns.stream().filter(record -> run.equals(record.run())).toList(), deadLettersOf(run))).toList();
        var isUnread = !chosen.isEmpty() && WhyReader.isUnread(chosen.getLast(), ofRuns);
        var summary = new WhySummary(packages, ignored, runs, isUnread);
        var truncated = ofCommit.size() > MAX_RECORDS || found.size() > MAX_RECORDS || all.size() > MAX_RUNS
                || Stream.concat(ofCommit.stream(), ofRuns.stream()).anyMatch(RecordView::isDataLeftOut);
        return new Why(repository.toString(), commit, pushedWith, wanted.orElse(null), summary.outcome(),
                pushedWith(pushedWith) + summary.sentence(commit, wanted), packages, ignored, runs, truncated,
                checks(summary.outcome(), repository, commit, wanted.isPresent() && packages.isEmpty() && !isUnread),
                summary.outcome() == Why.Outcome.UNKNOWN ? reader.lately(records.newestOf(repository, LATELY)) : List.of());
    }

    // What followed a run's end may be so much that the end itself is not among the newest of the run.
    private static List<RecordView> together(Stream<RecordView> some, Stream<RecordView> others) {
        return Stream.concat(some, others)
                .collect(Collectors.toMap(RecordView::id, Function.identity(), (one, same) -> one.data() == null ? same : one))
                .values().stream().sorted(Comparator.comparing(RecordView::time).thenComparing(RecordView::id)).toList();
    }

    private static List<String> checks(Why.Outcome outcome, RepositoryName repository, String commit,
            boolean isPackageNotSeen) {
        return switch (outcome) {
            case UNKNOWN -> WhyChecks.ofUnknown(repository.toString(), commit);
            case RUNNING -> WhyChecks.ofRunning();
            case PUBLISHED, PARTLY, NOTHING, FAILED -> isPackageNotSeen ? WhyChecks.ofPackageNotSeen() : List.of();
            case IGNORED -> List.of();
        };
    }

    private static boolean isOfPublishing(RecordView record) {
        return WhyReader.is(record, EventType.PUBLISH_REQUESTED) || WhyReader.is(record, EventType.PUBLISH_COMPLETED);
    }

    private static String pushedWith(List<String> commits) {
        if (commits.isEmpty()) {
            return "";
        }
        var named = commits.stream().limit(MAX_NAMED).collect(Collectors.joining(" and with "));
        var more = commits.size() > MAX_NAMED ? " and " + (commits.size() - MAX_NAMED) + " others" : "";
        return "It was pushed with " + named + more + ". ";
    }

    private String theOne(List<RecordView> itself, List<RecordView> others, CommitPrefix prefix) {
        var commits = Stream.concat(itself.stream().map(RecordView::commit).filter(Objects::nonNull),
                others.stream().flatMap(reader::earlierCommits).filter(earlier -> earlier.startsWith(prefix.value())))
                .collect(Collectors.toSet());
        if (commits.size() > 1) {
            throw Problem.invalidField("/commit", "is the beginning of several commits' ids; give more of it");
        }
        return commits.stream().findFirst().orElse(prefix.value());
    }

    private List<DeadLetterView> deadLettersOf(UUID run) {
        var filter = new DeadLetterFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.of(run), Optional.empty());
        return transactions.inNew(() -> deadLetters.newest(filter, Optional.empty(), MAX_DEAD_LETTERS)).stream()
                .map(letter -> DeadLetterView.from(letter, links).withoutEvent()).toList();
    }

    private static JsonNode dataOf(RecordView record, ObjectMapper mapper) {
        try {
            if (record.data() == null) {
                // They are kept beside it, without remedies.
                return mapper.createObjectNode().set("packages", mapper.readTree(record.packages()));
            }
            return mapper.readTree(record.data());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the data of record " + record.id() + " is not JSON any more", e);
        }
    }
}
