package io.upmpublisher.ingress.hook;

import static io.upmpublisher.ingress.hook.HookState.FOUND;
import static io.upmpublisher.ingress.hook.HookState.INACTIVE;
import static io.upmpublisher.ingress.hook.HookState.MISSING;
import static io.upmpublisher.ingress.hook.HookState.UNREADABLE;
import static io.upmpublisher.ingress.hook.HookState.UNSEEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.ingress.hook.HookFindings.Finding;

class HookFindingsTest {

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");
    private static final HookScope STUDIO = new HookScope(HookKind.ORGANIZATION, "studio");
    private static final HookScope ACME = new HookScope(HookKind.ORGANIZATION, "acme");
    private static final HookScope GAME = new HookScope(HookKind.REPOSITORY, "studio/game");

    @Test
    void isContentWithOneHookThatServesTheOwner() {
        assertThat(find(hook(STUDIO, FOUND))).isEmpty();
        assertThat(find(hook(STUDIO, MISSING), hook(HookScope.APP, FOUND))).isEmpty();
        assertThat(find(hook(STUDIO, INACTIVE), hook(HookScope.APP, FOUND))).isEmpty();
        assertThat(find(hook(GAME, UNREADABLE), hook(STUDIO, FOUND))).isEmpty();
    }

    @Test
    void tellsOfEachOwnerWithoutOne() {
        assertThat(find(hook(STUDIO, FOUND), hook(ACME, MISSING), hook(HookScope.APP, MISSING)))
                .containsExactly("HOOK_MISSING webhook of acme");
        assertThat(find(hook(STUDIO, MISSING), hook(ACME, FOUND), hook(GAME, MISSING)))
                .containsExactly("HOOK_MISSING webhook of studio/game");
    }

    @Test
    void tellsOfTheHookThatIsThereRatherThanOfAnotherThatIsNot() {
        assertThat(find(hook(STUDIO, INACTIVE), hook(HookScope.APP, UNREADABLE)))
                .containsExactly("HOOK_INACTIVE webhook of studio");
        assertThat(find(hook(STUDIO, UNREADABLE), hook(HookScope.APP, MISSING)))
                .containsExactly("HOOK_UNREADABLE webhook of studio");
    }

    @Test
    void saysNothingOfWhatItHasNotSeen() {
        assertThat(find(hook(STUDIO, MISSING), hook(HookScope.APP, UNSEEN))).isEmpty();
        assertThat(find()).isEmpty();
    }

    @Test
    void tellsWhenNothingWasReconciledForTwoDays() {
        assertThat(find(hook(STUDIO, FOUND, NOW.minus(Duration.ofHours(48))))).isEmpty();
        assertThat(find(hook(STUDIO, FOUND, NOW.minus(Duration.ofHours(49)))))
                .containsExactly("RECONCILIATION_OVERDUE webhook of studio");
    }

    @Test
    void tellsOfDeliveriesThatDoNotCome() {
        var findings = new HookFindings(List.of(hook(STUDIO, FOUND)), Map.of(STUDIO, 7), Map.of(), Duration.ofHours(48))
                .at(NOW);
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("DELIVERIES_MISSING");
            assertThat(finding.cause()).contains("7 deliveries");
        });
    }

    @Test
    void tellsOfDeliveriesThatGitHubDoesNotSend() {
        var findings = new HookFindings(List.of(hook(STUDIO, FOUND)), Map.of(), Map.of(STUDIO, 2), Duration.ofHours(48))
                .at(NOW);
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("REDELIVERY_REFUSED");
            assertThat(finding.about()).isEqualTo("webhook of studio");
            assertThat(finding.cause()).contains("2 deliveries");
        });
    }

    @Test
    void looksForARepositorysOwnHookOnlyWhereNothingElseServesIt() {
        var wanted = new WantedHooks(Set.of(HookKind.values()), false);
        var repositories = List.of(RepositoryName.parse("Studio/Game"), RepositoryName.parse("acme/core"));
        assertThat(wanted.of(repositories, List.of(hook(STUDIO, FOUND), hook(ACME, INACTIVE)))).containsExactlyInAnyOrder(
                STUDIO, ACME, new HookScope(HookKind.REPOSITORY, "acme/core"));
        assertThat(new WantedHooks(Set.of(HookKind.APP), true).of(repositories, List.of())).containsExactly(HookScope.APP);
    }

    private static List<String> find(WatchedHook... hooks) {
        return new HookFindings(List.of(hooks), Map.of(), Map.of(), Duration.ofHours(48)).at(NOW).stream()
                .map(HookFindingsTest::named).toList();
    }

    private static String named(Finding finding) {
        return finding.code() + " " + finding.about();
    }

    private static WatchedHook hook(HookScope scope, HookState state) {
        return hook(scope, state, NOW.minusSeconds(60));
    }

    private static WatchedHook hook(HookScope scope, HookState state, Instant reconciledAt) {
        return new WatchedHook(scope, state, "", Instant.EPOCH, Optional.empty(), Optional.empty(),
                Optional.of(reconciledAt));
    }
}
