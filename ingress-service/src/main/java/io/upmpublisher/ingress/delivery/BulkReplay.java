package io.upmpublisher.ingress.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.upmpublisher.ingress.database.IngressDatabase;
import io.upmpublisher.ingress.link.Links;
import io.upmpublisher.web.page.Cursor;
import io.upmpublisher.web.problem.Problem;

/**
 * Decides anew on several ignored deliveries, in the order in which they came: each in a transaction of its own, so that one
 * call holds no lock for long, and one that breaks off has done wholly what it did.
 */
@ApplicationScoped
class BulkReplay {

    /** One call's share: bodies may be large, and callers wait for the answer. */
    static final int MAX_AT_ONCE = 200;

    private final DeliveryRepository deliveries;
    private final DeliveryReplay replay;
    private final IngressDatabase database;
    private final Links links;

    BulkReplay(DeliveryRepository deliveries, DeliveryReplay replay, IngressDatabase database, Links links) {
        this.deliveries = deliveries;
        this.replay = replay;
        this.database = database;
        this.links = links;
    }

    /**
     * @param matching how many ignored deliveries fit the filter, whatever the cursor
     * @param count how many of them were decided anew, or would be, by this call
     * @param accepted how many of these are accepted now
     * @param items what was decided on each; of a dry run, what stands now
     * @param nextCursor null when none is left
     */
    record Answer(boolean dryRun, long matching, int count, long accepted, List<DeliveryAnswer> items,
            @Nullable String nextCursor) {
    }

    /** What {@link #replay} would do now. */
    Answer plan(ReplayFilter filter, Optional<Cursor> after) {
        return database.inTransaction(() -> {
            var chosen = choose(filter, after);
            var standing = chosen.ids().stream().map(id -> Taken.of(deliveries.findById(id), false)).toList();
            return answer(true, chosen, standing);
        });
    }

    Answer replay(ReplayFilter filter, Optional<Cursor> after) {
        var chosen = database.inTransaction(() -> choose(filter, after));
        var taken = new ArrayList<Taken>();
        for (var id : chosen.ids()) {
            try {
                taken.add(replay.replay(id));
            } catch (Problem overtaken) {
                // Somebody else replayed it, or its time was over: it is no longer one of those that were asked for.
                continue;
            }
        }
        return answer(false, chosen, taken);
    }

    private Chosen choose(ReplayFilter filter, Optional<Cursor> after) {
        var ids = deliveries.replayable(filter, after, MAX_AT_ONCE + 1);
        var now = ids.subList(0, Math.min(MAX_AT_ONCE, ids.size()));
        var next = ids.size() <= MAX_AT_ONCE ? Optional.<String> empty()
                : Optional.of(Cursor.of(deliveries.findById(now.getLast()).receivedAt(), now.getLast()).encoded());
        return new Chosen(deliveries.countReplayable(filter), List.copyOf(now), next);
    }

    private Answer answer(boolean dryRun, Chosen chosen, List<Taken> taken) {
        return new Answer(dryRun, chosen.matching(), taken.size(),
                taken.stream().filter(each -> each.run().isPresent()).count(),
                taken.stream().map(each -> DeliveryAnswer.from(each, links)).toList(), chosen.nextCursor().orElse(null));
    }

    private record Chosen(long matching, List<String> ids, Optional<String> nextCursor) {
    }
}
