package io.upmpublisher.publisher.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.upmpublisher.events.Fault;
import io.upmpublisher.publisher.comparison.Standing.Example;
import io.upmpublisher.publisher.comparison.Verdict.State;

class VerdictTest {

    private static final Example EXAMPLE = new Example("com.studio.core@1.0.0", "It differs.", Optional.of("Mend it."));
    private static final Fault PROBLEM = new Fault("REGISTRY_UNREACHABLE", "It is away.", "Look at it.", true);

    @Test
    void isReadyOnceSomethingWasTheSameAndNothingSpeaksAgainstIt() {
        var verdict = Verdict.of(standing(Map.of(Result.SAME, 3), Map.of()));

        assertThat(verdict.state()).isEqualTo(State.READY);
        assertThat(verdict.sentence()).startsWith("Ready to switch: 3 versions were published");
        assertThat(verdict.against()).isEmpty();
    }

    @Test
    void saysWhatARegistryWithoutTimesHides() {
        assertThat(Verdict
                .of(new Standing(Map.of(Result.SAME, 1), Map.of(), Map.of(), 1, 0, 0, Optional.empty(), 1, Optional.empty())))
                .returns(State.READY, Verdict::state).extracting(Verdict::sentence).asString()
                .contains("what only the old system published of 1 package does not show");
    }

    @Test
    void saysSoAlsoWhileItWaits() {
        assertThat(Verdict.of(new Standing(Map.of(), Map.of(), Map.of(), 1, 0, 0, Optional.empty(), 1, Optional.empty())))
                .returns(State.WAIT, Verdict::state).extracting(Verdict::sentence).asString()
                .startsWith("Not to be told yet: nothing was published that could be compared; what only the old system");
    }

    @Test
    void saysHowOldItIsThatItIsReady() {
        var look = Optional.of(Instant.parse("2026-11-28T07:20:15.23Z"));

        assertThat(Verdict.of(new Standing(Map.of(Result.SAME, 1), Map.of(), Map.of(), 1, 0, 0, Optional.empty(), 0, look))
                .sentence()).endsWith("nothing differs, as of 2026-11-28T07:20:15Z.");
    }

    @Test
    void waitsWhileNothingCouldBeCompared() {
        assertThat(Verdict.of(standing(Map.of(), Map.of()))).returns(State.WAIT, Verdict::state)
                .returns("Not to be told yet: nothing was published that could be compared.", Verdict::sentence);
        assertThat(Verdict.of(new Standing(Map.of(), Map.of(), Map.of(), 0, 0, 0, Optional.empty(), 0, Optional.empty()))
                .sentence())
                .isEqualTo("Not to be told yet: no package of the repository is known yet.");
        assertThat(
                Verdict.of(new Standing(Map.of(Result.SAME, 1), Map.of(), Map.of(), 3, 2, 0, Optional.empty(), 0,
                        Optional.empty())).sentence())
                .isEqualTo("Not to be told yet: the registry has not been asked about 2 packages.");
    }

    @Test
    void waitsForARegistryThatDoesNotTell() {
        var verdict = Verdict.of(
                new Standing(Map.of(Result.SAME, 5), Map.of(), Map.of(), 2, 0, 1, Optional.of(PROBLEM), 0, Optional.empty()));

        assertThat(verdict.state()).isEqualTo(State.WAIT);
        assertThat(verdict.against()).containsExactly(
                new Verdict.Objection("REGISTRY_UNREACHABLE: It is away.", "Look at it."));
    }

    @Test
    void givesBothSystemsTime() {
        var young = Verdict.of(standing(Map.of(Result.SAME, 1, Result.MISSING, 1, Result.UNEXPECTED, 1, Result.PENDING, 1),
                Map.of()));
        var old = Verdict.of(standing(Map.of(Result.SAME, 1, Result.MISSING, 1, Result.UNEXPECTED, 1),
                Map.of(Result.MISSING, 1, Result.UNEXPECTED, 1)));

        assertThat(young.state()).isEqualTo(State.WAIT);
        assertThat(young.sentence()).isEqualTo("Not to be told yet: 3 versions are too new to judge.");
        assertThat(old.state()).isEqualTo(State.NOT_READY);
        assertThat(old.against()).hasSize(2);
    }

    @Test
    void isAgainstItAtOnceWhereContentDiffers() {
        var verdict = Verdict.of(new Standing(Map.of(Result.SAME, 9, Result.DIFFERENT, 2), Map.of(),
                Map.of(Result.DIFFERENT, EXAMPLE), 1, 0, 1, Optional.of(PROBLEM), 0, Optional.empty()));

        assertThat(verdict.state()).isEqualTo(State.NOT_READY);
        assertThat(verdict.sentence()).isEqualTo(
                "Not ready to switch: 2 versions were published with other content (com.studio.core@1.0.0).");
        assertThat(verdict.against()).singleElement().satisfies(
                objection -> assertThat(objection.cause()).isEqualTo("com.studio.core@1.0.0: It differs."));
    }

    private static Standing standing(Map<Result, Integer> counts, Map<Result, Integer> overdue) {
        return new Standing(counts, overdue, Map.of(), 1, 0, 0, Optional.empty(), 0, Optional.empty());
    }
}
