package io.upmpublisher.ingress.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.ingress.reality.Flag;
import io.upmpublisher.ingress.reality.HostView;
import io.upmpublisher.web.page.Page;

/**
 * The report on all repositories.
 *
 * @param audit the latest audit of all; null if there was none
 */
record AuditView(@Nullable Progress audit, Counts counts, List<Line> items, @Nullable String nextCursor) {

    static AuditView of(Optional<Audit> audit, Counts counts, Page<Line> page) {
        return new AuditView(audit.map(Progress::from).orElse(null), counts, page.items(), page.nextCursor());
    }

    record Progress(UUID id, Instant startedAt, String startedBy, int total, int asked, int probed, boolean finished) {

        static Progress from(Audit audit) {
            return new Progress(audit.id(), audit.startedAt(), audit.startedBy(), audit.total(), audit.asked(),
                    audit.probed(), audit.isFinished());
        }
    }

    record Counts(int repositories, Map<String, Integer> byStatus, Map<String, Integer> byMode, int flagged, int neverProbed,
            int unreadable, Map<String, Integer> byFlag) {
    }

    /**
     * @param reachable whether the publisher could read it; absent until it has told so
     * @param gitHub whether GitHub knows it, or was not asked
     * @param packages how many were found
     * @param wouldPublish how many a push of everything would publish
     * @param dispatcherInstalled whether a workflow dispatches its pushes, or somebody said so
     * @param lastPush the last request that was accepted, whatever caused it
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Line(RepositoryName repository, String status, String mode, Optional<Boolean> reachable, Optional<Instant> probedAt,
            Optional<HostView.State> gitHub, Optional<Instant> askedAt, Optional<Boolean> archived, Optional<String> renamedTo,
            Optional<Integer> packages, Optional<Integer> wouldPublish, Optional<Boolean> dispatcherInstalled,
            Optional<LastPush> lastPush, List<FlagLine> flags) {
    }

    record LastPush(UUID run, String commit, Instant requestedAt, String state) {
    }

    record FlagLine(String code, String cause, String remedy, Instant since) {

        static FlagLine from(Flag flag) {
            return new FlagLine(flag.code(), flag.cause(), flag.remedy(), flag.since());
        }
    }
}
