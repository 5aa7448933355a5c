package io.upmpublisher.changelog.draft;

import java.util.List;
import java.util.Optional;

import org.jboss.logging.Logger;

import io.upmpublisher.events.ChangelogCompleted.Origin;

/** Makes entries: by the model where there is one, and by rules where it does not help. */
public class Drafts {

    private static final Logger LOG = Logger.getLogger(Drafts.class);

    private final Optional<ChangelogModel> model;

    Drafts(Optional<ChangelogModel> model) {
        this.model = model;
    }

    /** Entries by rules alone. */
    public static Drafts byRules() {
        return new Drafts(Optional.empty());
    }

    public Draft draft(DraftRequest request) throws InterruptedException {
        var bullets = CommitEntryWriter.bullets(request);
        return byModel(request, bullets).map(drafted -> new Draft(Origin.MODEL, EntryText.of(drafted)))
                .orElseGet(() -> new Draft(Origin.COMMITS, EntryText.of(bullets)));
    }

    private Optional<List<Bullet>> byModel(DraftRequest request, List<Bullet> byRules) throws InterruptedException {
        // Where the commits tell nothing a model could only invent something.
        if (model.isEmpty() || byRules.isEmpty()) {
            return Optional.empty();
        }
        return switch (model.get()
                .draft(new DraftRequest(request.name(), request.version(), CommitEntryWriter.telling(request)))) {
            case ChangelogModel.Answer.Drafted(List<Bullet> bullets) -> Optional.of(bullets);
            case ChangelogModel.Answer.Unusable(String reason) -> {
                LOG.warnf("the entry of %s %s is made of its commits: %s", request.name(), request.version(), reason);
                yield Optional.empty();
            }
        };
    }
}
