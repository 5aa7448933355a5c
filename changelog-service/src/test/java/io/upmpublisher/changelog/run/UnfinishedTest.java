package io.upmpublisher.changelog.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.upmpublisher.git.GitException;
import io.upmpublisher.messaging.inbox.RetryLater;

class UnfinishedTest {

    private final RetryLater unnamed = new RetryLater("ONE", "one");
    private final RetryLater brief = waiting("TWO", 5);
    private final RetryLater lengthy = waiting("THREE", 600);

    @Test
    void comesBackTooEarlyForNothing() {
        assertThat(Unfinished.latest(List.of(unnamed, lengthy, brief))).containsSame(lengthy);
        assertThat(lengthy.getSuppressed()).as("the log has the others, too").containsExactly(unnamed, brief);
    }

    @Test
    void tellsTheFirstWhereNoneNamesATime() {
        var second = new RetryLater("FOUR", "four");
        assertThat(Unfinished.latest(List.of(unnamed, second))).containsSame(unnamed);
        assertThat(Unfinished.latest(List.of())).isEmpty();
    }

    @Test
    void comesBackWhenTheGitHostAllowsIt() throws RetryLater {
        var limited = GitException.credentialUnavailable("no more tokens", Optional.of(Duration.ofMinutes(20)),
                new IOException());
        assertThat(Unfinished.of(limited).later().after()).contains(Duration.ofMinutes(20));
    }

    @Test
    void tellsOfAnUnforeseenErrorNoMoreThanItsKind() {
        var unfinished = Unfinished.of(new IllegalStateException("a secret"));
        assertThat(unfinished.fault().code()).isEqualTo("INTERNAL_ERROR");
        assertThat(unfinished.fault().cause()).contains("IllegalStateException").doesNotContain("secret");
        assertThat(unfinished.later()).hasMessageNotContaining("secret").hasRootCauseMessage("a secret");
    }

    private static RetryLater waiting(String code, long seconds) {
        return new RetryLater(code, code, Optional.of(Duration.ofSeconds(seconds)), null);
    }
}
