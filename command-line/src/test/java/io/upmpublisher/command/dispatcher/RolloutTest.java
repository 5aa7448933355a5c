package io.upmpublisher.command.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.upmpublisher.events.RepositoryName;

class RolloutTest {

    @Test
    void tellsOfAllEvenIfOneFailsUnexpectedly() throws InterruptedException {
        var odd = new RepositoryName("studio", "odd");
        var even = new RepositoryName("studio", "even");
        var told = new ArrayList<Outcome>();

        var outcomes = new Rollout(2, _ -> {
        }).perform(List.of(odd, even), repository -> {
            if (repository.equals(odd)) {
                throw new IllegalArgumentException("Illegal character");
            }
            return new Outcome.Done(repository, "done", true);
        }, told::add);

        assertThat(told).isEqualTo(outcomes).hasSize(2).contains(new Outcome.Done(even, "done", true))
                .anySatisfy(each -> {
                    assertThat(each).isInstanceOf(Outcome.Refused.class);
                    assertThat(each.repository()).isEqualTo(odd);
                    assertThat(each.text()).contains("Illegal character", "report it");
                });
    }
}
