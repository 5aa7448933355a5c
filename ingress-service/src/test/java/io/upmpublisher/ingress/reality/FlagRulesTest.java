package io.upmpublisher.ingress.reality;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.upmpublisher.events.Fault;
import io.upmpublisher.events.RepositoryMode;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RepositoryProbed;
import io.upmpublisher.events.RepositorySettings;
import io.upmpublisher.events.RepositoryStatus;

class FlagRulesTest {

    private static final RepositoryName REPOSITORY = RepositoryName.parse("studio/Core");
    private static final Instant NOW = Instant.parse("2026-01-05T09:00:00Z");

    @Test
    void flagsNothingOfARepositoryAsItShouldBe() {
        assertThat(flags(read(), known("Studio/core", "main", "main", false, false))).isEmpty();
        assertThat(flags(Optional.empty(), Optional.empty())).isEmpty();
    }

    @Test
    void tellsAtOnceWhatGitHubIsSureOf() {
        assertThat(flags(read(), known("studio/Kernel", "main", "main", true, true))).extracting(Flag::code)
                .containsExactly("REPOSITORY_RENAMED", "REPOSITORY_ARCHIVED", "REPOSITORY_DISABLED");
        assertThat(flags(read(), known("studio/Kernel", "main", "main", true, true)))
                .allMatch(flag -> flag.first(NOW).isWorthAnAlarm());
    }

    @Test
    void flagsADefaultBranchOnlyIfItLeftThoseThatPublish() {
        assertThat(flags(read(), known("studio/Core", "main", "develop", false, false))).extracting(Flag::code)
                .containsExactly("DEFAULT_BRANCH_CHANGED");
        assertThat(flags(read(), known("studio/Core", "master", "main", false, false))).isEmpty();
        assertThat(flags(read(), known("studio/Core", "develop", "trunk", false, false))).isEmpty();
    }

    @Test
    void takesGitForTheBetterWitness() {
        var missing = Optional.of(HostView.without(HostView.State.MISSING, NOW, "Not Found"));

        assertThat(flags(read(), missing)).singleElement().satisfies(flag -> {
            assertThat(flag.code()).isEqualTo("GITHUB_ACCESS_INCOMPLETE");
            assertThat(flag.first(NOW).isWorthAnAlarm()).isFalse();
        });
        assertThat(flags(failed(false), missing)).extracting(Flag::code).containsExactly("REPOSITORY_GONE", "SOME_FAULT");
    }

    @Test
    void alarmsOfNothingThatMayPass() {
        var once = flags(failed(false), Optional.empty()).getFirst().first(NOW);
        assertThat(once.isWorthAnAlarm()).isFalse();
        assertThat(once.after(once, false).isWorthAnAlarm()).isFalse();
        assertThat(once.after(once, true).isWorthAnAlarm()).isTrue();

        var passing = flags(failed(true), Optional.empty()).getFirst().first(NOW);
        for (var times = 2; times <= 5; times++) {
            assertThat(passing.isWorthAnAlarm()).isFalse();
            passing = passing.after(passing, true);
        }
        assertThat(passing.isWorthAnAlarm()).isTrue();
        assertThat(passing.since()).isEqualTo(NOW);
    }

    @Test
    void saysNothingWhereGitHubWasNotAsked() {
        assertThat(flags(read(), Optional.of(HostView.without(HostView.State.NOT_ASKED, NOW, "no credential")))).isEmpty();
    }

    private static List<Flag> flags(Optional<RepositoryProbed> probe, Optional<HostView> host) {
        return FlagRules.flags(REPOSITORY, List.of("master", "main"), probe, host);
    }

    private static Optional<HostView> known(String name, String branchBefore, String branch, boolean archived,
            boolean disabled) {
        return Optional.of(new HostView(HostView.State.KNOWN, NOW, Optional.empty(), Optional.empty(), Optional.of(name),
                Optional.of(branch), Optional.of(branchBefore).filter(before -> !before.equals(branch)), archived, disabled,
                false, false, Optional.empty()));
    }

    private static Optional<RepositoryProbed> read() {
        return Optional.of(probed(Optional.empty()));
    }

    private static Optional<RepositoryProbed> failed(boolean mayPass) {
        return Optional.of(probed(Optional.of(new Fault("SOME_FAULT", "It failed.", "Mend it.", mayPass))));
    }

    private static RepositoryProbed probed(Optional<Fault> fault) {
        var settings = new RepositorySettings(RepositoryStatus.ACTIVE, RepositoryMode.PUBLISH, List.of("master", "main"),
                "default", List.of(), Optional.empty(), Optional.empty(), Optional.empty(), 1);
        return new RepositoryProbed(REPOSITORY, settings, NOW, fault, List.of(), Optional.empty(), List.of(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
