package io.upmpublisher.ingress.head;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;

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
            var found = heads.of(repository, patterns);
            // Those before these ones: a branch that was looked for then and is new now was made meanwhile.
            var before = compared.patternsOf(repository);
            var branches = branches(patterns, found.keySet(), known.names(repository));
            known.keepOnly(repository, branches);
            var next = clock.instant().plus(spread(config.every()));
            for (var branch : branches) {
                var head = Optional.ofNullable(found.get(branch));
                var was = known.find(repository, branch)
                        .or(() -> BranchPattern.anyMatches(before, branch) ? Optional.of(BranchHead.baseLine(Optional.empty()))
                                : Optional.empty());
                var again = compare(repository, branch, was, head);
                next = again.filter(next::isAfter).orElse(next);
            }
            compared.compared(repository, patterns, clock.instant(), next);
        } catch (GitException e) {
            LOG.infof("the branches of %s could not be compared: %s %s", repository, e.code(), e.reason());
            compared.failed(repository, e.code() + ": " + e.getMessage(),
                    clock.instant().plus(e.transientFault() ? config.every() : config.unreadableAgainAfter()));
        }
    }

    /** Those that are there, those that were, and those that may come by the very name. */
    private static Set<String> branches(List<String> patterns, Set<String> found, List<String> known) {
        var branches = new TreeSet<>(found);
        patterns.stream().filter(pattern -> pattern.indexOf('*') < 0).forEach(branches::add);
        known.stream().filter(branch -> BranchPattern.anyMatches(patterns, branch)).forEach(branches::add);
        return branches;
    }

    /** When to look again, if earlier than usual. */
    private Optional<Instant> compare(RepositoryName repository, String branch, Optional<BranchHead> before,
            Optional<CommitId> head) {
        var comparison = before
                .map(was -> was.compare(head, commit -> known.isDecided(repository, branch, commit), clock.instant(),
                        config.grace()))
                .orElseGet(() -> new Comparison.Known(BranchHead.baseLine(head)));
        return switch (comparison) {
            case Comparison.Known(var now) -> {
                if (!before.equals(Optional.of(now))) {
                    known.save(repository, branch, now);
                }
                yield now.difference().map(difference -> difference.since().plus(config.grace()));
            }
            case Comparison.Missed(var handled, var missed) -> {
                request(MissedPush.of(repository, branch, handled, missed));
                known.save(repository, branch, BranchHead.baseLine(Optional.of(missed)));
                yield Optional.empty();
            }
        };
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
