package io.upmpublisher.ingress.head;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

/** Whether branches point to what was handled. */
@ApplicationScoped
public class HeadCoverage {

    private static final int MAX_NAMED = 100;

    private final HeadWatch watch;
    private final ComparedRepositories compared;
    private final BranchHeads heads;

    HeadCoverage(HeadWatch watch, ComparedRepositories compared, BranchHeads heads) {
        this.watch = watch;
        this.compared = compared;
        this.heads = heads;
    }

    /** False where branches are not compared. */
    public boolean isKnown() {
        return watch.isOn();
    }

    public Heads heads() {
        var count = compared.count();
        return new Heads(count.repositories(), count.failed(), count.differing(),
                heads.differing(MAX_NAMED).stream().map(each -> {
                    var difference = each.head().difference().orElseThrow();
                    return new Differing(each.repository().toString(), each.branch(),
                            each.head().handled().map(Object::toString).orElse(null), difference.head().value(),
                            difference.since());
                }).toList());
    }

    /** Why one of the repositories could not be compared, if there are such. */
    public Optional<String> aFailure() {
        return compared.aFailure();
    }

    /**
     * @param repositories that are compared
     * @param unreadable those of them whose branches could not be asked for the last time, or are too many
     * @param differing how many branches have a commit that nothing told of yet
     * @param differingBranches the hundred that have been so for the longest time
     */
    public record Heads(int repositories, int unreadable, int differing, List<Differing> differingBranches) {
    }

    /**
     * @param handled the last commit that was decided on; absent if there was no such branch
     */
    public record Differing(String repository, String branch, @Nullable String handled, String head, Instant since) {
    }
}
