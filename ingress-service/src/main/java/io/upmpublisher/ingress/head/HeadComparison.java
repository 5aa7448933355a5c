package io.upmpublisher.ingress.head;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.core.JsonProcessingException;

import io.upmpublisher.events.BranchPattern;
import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RepositorySettings;
import io.upmpublisher.git.GitException;
import io.upmpublisher.ingress.database.IngressDatabase;
import io.upmpublisher.ingress.delivery.Intake;
import io.upmpublisher.ingress.head.BranchHead.Comparison;
import io.upmpublisher.ingress.repository.Repositories;

/**
 * Compares a repository's publishing branches with what was handled. Killed after it has made a request, and before it has
 * noted
 * that, it finds the request's delivery the next time, and makes none.
 */
@ApplicationScoped
class HeadComparison {

    private static final Logger LOG = Logger.getLogger(HeadComparison.class);

    private final Heads heads;
    private final BranchHeads known;
    private final ComparedRepositories compared;
    private final Repositories repositories;
    private final Intake intake;
    private final IngressDatabase database;
    private final HeadConfig config;
    private final Clock clock;

    HeadComparison(Heads heads, BranchHeads known, ComparedRepositories compared, Repositories repositories, Intake intake,
            IngressDatabase database, HeadConfig config, Clock clock) {
        this.heads = heads;
        this.known = known;
        this.compared = compared;
        this.repositories = repositories;
        this.intake = intake;
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /** Takes so many of those that are due; what is not compared to its end is due again later. */
    List<RepositoryName> claimDue(int atMost) {
        var now = clock.instant();
        return compared.claimDue(now, now.plus(config.every()), atMost);
    }

    void compare(RepositoryName repository) {
        var patterns = database.inTransaction(() -> repositories.settingsOf(repository)).map(RepositorySettings::branches)
                .orElse(List.of());
        if (patterns.isEmpty()) {
            return;
        }
        try {
            var wanted = WantedBranches.of(patterns, heads.of(repository, patterns), config.maxBranches());
            var earliest = compare(repository, wanted);
            var next = clock.instant().plus(spread(config.every()));
            compared.compared(repository, wanted.patterns(), wanted.flaw(), clock.instant(),
                    earliest.filter(next::isAfter).orElse(next));
        } catch (GitException e) {
            LOG.infof("the branches of %s could not be compared: %s %s", repository, e.code(), e.reason());
            compared.failed(repository, e.code() + ": " + e.getMessage(),
                    clock.instant().plus(e.transientFault() ? config.every() : config.unreadableAgainAfter()));
        }
    }

    /** When to look again, if some branch needs it. */
    private Optional<Instant> compare(RepositoryName repository, WantedBranches wanted) {
        // Those before these ones: a branch that was looked for then and is new now was made meanwhile.
        var before = compared.patternsOf(repository);
        var knownHeads = known.of(repository);
        if (!wanted.names().containsAll(knownHeads.keySet())) {
            known.keepOnly(repository, wanted.names());
        }
        var changed = new HashMap<String, BranchHead>();
        var missed = new TreeMap<String, Comparison.Missed>();
        var earliest = Optional.<Instant> empty();
        for (var branch : wanted.names()) {
            var was = Optional.ofNullable(knownHeads.get(branch));
            var comparison = compare(repository, branch,
                    was.or(() -> BranchPattern.anyMatches(before, branch) ? Optional.of(BranchHead.baseLine(Optional.empty()))
                            : Optional.empty()),
                    wanted.head(branch));
            switch (comparison) {
                case Comparison.Known(var now) -> {
                    if (!was.equals(Optional.of(now))) {
                        changed.put(branch, now);
                    }
                    var due = now.difference().map(difference -> difference.since().plus(config.grace()));
                    earliest = Stream.concat(earliest.stream(), due.stream()).min(Comparator.naturalOrder());
                }
                case Comparison.Missed miss -> missed.put(branch, miss);
            }
        }
        if (!changed.isEmpty()) {
            known.save(repository, changed);
        }
        missed.forEach((branch, miss) -> {
            request(MissedPush.of(repository, branch, miss.before(), miss.head()));
            known.save(repository, Map.of(branch, BranchHead.baseLine(Optional.of(miss.head()))));
        });
        return earliest;
    }

    private Comparison compare(RepositoryName repository, String branch, Optional<BranchHead> before,
            Optional<CommitId> head) {
        return before
                .map(was -> was.compare(head, commit -> known.isDecided(repository, branch, commit), clock.instant(),
                        config.grace()))
                .orElseGet(() -> new Comparison.Known(BranchHead.baseLine(head)));
    }

    private void request(MissedPush missed) {
        LOG.warnf("nothing told of %s on %s of %s within %d minutes; it is decided on now", missed.after(), missed.ref(),
                missed.repository(), config.grace().toMinutes());
        try {
            intake.take(missed.toArrival(), missed.toReading());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A record of texts can be written as JSON", e);
        }
    }

    // So that what was registered together does not stay together.
    private static Duration spread(Duration every) {
        return every.multipliedBy(90 + ThreadLocalRandom.current().nextInt(11)).dividedBy(100);
    }
}
