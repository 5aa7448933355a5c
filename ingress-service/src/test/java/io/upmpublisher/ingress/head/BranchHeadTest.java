package io.upmpublisher.ingress.head;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.ingress.head.BranchHead.Comparison;
import io.upmpublisher.ingress.head.BranchHead.Difference;

class BranchHeadTest {

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");
    private static final Duration GRACE = Duration.ofMinutes(10);
    private static final CommitId A = CommitId.of("a".repeat(40));
    private static final CommitId B = CommitId.of("b".repeat(40));
    private static final CommitId C = CommitId.of("c".repeat(40));

    @Test
    void takesWhatWasDecidedOnForHandled() {
        assertThat(compare(handled(A), B, NOW, B)).isEqualTo(new Comparison.Known(handled(B)));
        assertThat(compare(handled(A), A, NOW)).isEqualTo(new Comparison.Known(handled(A)));
    }

    @Test
    void givesADeliveryTimeToArrive() {
        var differs = new BranchHead(Optional.of(A), Optional.of(new Difference(B, NOW)));
        assertThat(compare(handled(A), B, NOW)).isEqualTo(new Comparison.Known(differs));
        assertThat(compare(differs, B, NOW.plus(GRACE).minusSeconds(1))).isEqualTo(new Comparison.Known(differs));
        assertThat(compare(differs, B, NOW.plus(GRACE))).isEqualTo(new Comparison.Missed(Optional.of(A), B));
    }

    @Test
    void missesTheHeadOfABranchThatGoesOnWithoutAnythingBeingToldOfIt() {
        var differs = new BranchHead(Optional.of(A), Optional.of(new Difference(B, NOW)));
        assertThat(compare(differs, C, NOW.plus(GRACE))).isEqualTo(new Comparison.Missed(Optional.of(A), C));
    }

    @Test
    void startsAnewWhenWhatDifferedWasToldOfMeanwhile() {
        var differs = new BranchHead(Optional.of(A), Optional.of(new Difference(B, NOW)));
        var later = NOW.plus(GRACE);
        assertThat(compare(differs, C, later, B)).isEqualTo(
                new Comparison.Known(new BranchHead(Optional.of(B), Optional.of(new Difference(C, later)))));
    }

    @Test
    void missesABranchThatIsNew() {
        var differs = new BranchHead(Optional.empty(), Optional.of(new Difference(A, NOW)));
        assertThat(compare(BranchHead.baseLine(Optional.empty()), A, NOW)).isEqualTo(new Comparison.Known(differs));
        assertThat(compare(differs, A, NOW.plus(GRACE))).isEqualTo(new Comparison.Missed(Optional.empty(), A));
    }

    @Test
    void asksForNothingWhereABranchIsGone() {
        var differs = new BranchHead(Optional.of(A), Optional.of(new Difference(B, NOW)));
        assertThat(differs.compare(Optional.empty(), commit -> false, NOW.plus(GRACE), GRACE))
                .isEqualTo(new Comparison.Known(handled(A)));
    }

    private static Comparison compare(BranchHead known, CommitId head, Instant now, CommitId... decided) {
        return known.compare(Optional.of(head), Set.of(decided)::contains, now, GRACE);
    }

    private static BranchHead handled(CommitId commit) {
        return BranchHead.baseLine(Optional.of(commit));
    }
}
