package io.upmpublisher.ingress.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.CommitRef;
import io.upmpublisher.events.PackageSelection;
import io.upmpublisher.events.RepositoryMode;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RepositorySettings;
import io.upmpublisher.events.RepositoryStatus;
import io.upmpublisher.events.Trigger;
import io.upmpublisher.events.UserName;
import io.upmpublisher.ingress.request.Decision.Accept;
import io.upmpublisher.ingress.request.Decision.Ignore;

class RequestDecisionTest {

    private static final RepositoryName REPOSITORY = RepositoryName.parse("Studio/Core");
    private static final CommitId BEFORE = CommitId.of("b".repeat(40));
    private static final CommitId AFTER = CommitId.of("a".repeat(40));
    private static final String OWN_ADDRESS = "bot@example.com";
    private static final String OWN_MESSAGE = "Update changelogs [skip ci]\n\nUPM-Run: 01900000-0000-7000-8000-000000000000\n";

    private final RequestDecision decision = new RequestDecision(new TrustedOwners(List.of(" studio ")),
            new OwnCommits(OWN_ADDRESS));

    @Test
    void acceptsAPushThatTouchesAPackage() {
        var draft = accepted(push(commit("Packages/A/package.json", "Packages/A/Runtime/A.cs")));
        assertThat(draft.packages()).isEqualTo(PackageSelection.changed());
        assertThat(draft.before()).contains(BEFORE);
        assertThat(draft.commit()).isEqualTo(CommitRef.of(AFTER));
        assertThat(draft.branch()).contains("main");
    }

    @Test
    void acceptsAPushOfTheRootPackage() {
        accepted(push(commit("package.json")));
    }

    @Test
    void ignoresOwnersThatAreNotTrusted() {
        var strange = new Reading.NotHandled("push", Optional.of(RepositoryName.parse("studio2/core")), Optional.empty(),
                Optional.empty());
        assertThat(decision.decide(strange, Optional.of(settings(RepositoryStatus.ACTIVE)))).isInstanceOfSatisfying(
                Ignore.class, ignore -> assertThat(ignore.code()).isEqualTo(IgnoreCode.OWNER_NOT_TRUSTED));
    }

    @Test
    void trustsNobodyByDefault() {
        var trustless = new RequestDecision(new TrustedOwners(List.of("", " ")), new OwnCommits(OWN_ADDRESS));
        assertThat(trustless.refuse(REPOSITORY, Optional.of(settings(RepositoryStatus.ACTIVE))).orElseThrow().code())
                .isEqualTo(IgnoreCode.OWNER_NOT_TRUSTED);
    }

    @Test
    void ignoresRepositoriesThatAreNotRegistered() {
        assertThat(decision.refuse(REPOSITORY, Optional.empty()).orElseThrow().code())
                .isEqualTo(IgnoreCode.REPOSITORY_NOT_REGISTERED);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ACTIVE")
    void ignoresRepositoriesThatAreNotActive(RepositoryStatus status) {
        assertThat(decision.refuse(REPOSITORY, Optional.of(settings(status))).orElseThrow().code())
                .isEqualTo(IgnoreCode.REPOSITORY_NOT_ACTIVE);
    }

    @ParameterizedTest
    @CsvSource({ "refs/tags/v1.0.0, REF_NOT_A_BRANCH", "refs/tags/main, REF_NOT_A_BRANCH", "refs/notes/x, REF_NOT_A_BRANCH",
            "refs/heads/feature/main, BRANCH_NOT_PUBLISHING", "refs/heads/Main, BRANCH_NOT_PUBLISHING" })
    void ignoresWhatIsNoPublishingBranch(String ref, IgnoreCode code) {
        assertIgnored(push(ref, Optional.of(AFTER), false, List.of(commit("package.json"))), code);
    }

    @ParameterizedTest
    @CsvSource({ "refs/heads/release/2.x, true", "refs/heads/release/2.x/fix, false", "refs/heads/release, false",
            "refs/heads/unity/a/b, true", "refs/heads/main, true" })
    void publishesFromBranchesThatFitAPattern(String ref, boolean isAccepted) {
        var patterns = new RepositorySettings(RepositoryStatus.ACTIVE, RepositoryMode.PUBLISH,
                List.of("main", "release/*", "unity/**"), "default", List.of(), Optional.empty(), Optional.empty(),
                Optional.empty(), 1);
        var push = push(ref, Optional.of(AFTER), false, List.of(commit("package.json")));
        assertThat(decision.decide(new Reading.Pushed(push), Optional.of(patterns)))
                .isInstanceOf(isAccepted ? Accept.class : Ignore.class);
    }

    @Test
    void saysHowARepositoryWasCalledBeforeItWasRenamed() {
        var renamed = new Reading.NotHandled("repository", Optional.of(REPOSITORY), Optional.empty(),
                Optional.of(RepositoryName.parse("Studio/Kernel")));
        assertThat(decision.decide(renamed, Optional.empty())).isInstanceOfSatisfying(Ignore.class, ignore -> {
            assertThat(ignore.code()).isEqualTo(IgnoreCode.REPOSITORY_NOT_REGISTERED);
            assertThat(ignore.reason()).contains("It was Studio/Kernel until now");
        });
    }

    @Test
    void ignoresDeletedBranchesAndTags() {
        assertIgnored(push("refs/heads/main", Optional.empty(), false, List.of()), IgnoreCode.BRANCH_DELETED);
        assertIgnored(push("refs/tags/v1", Optional.empty(), false, List.of()), IgnoreCode.REF_NOT_A_BRANCH);
    }

    @Test
    void ignoresPushesOfOwnCommitsOnly() {
        assertIgnored(push(own(), own()), IgnoreCode.OWN_COMMITS);
    }

    @Test
    void publishesWhenAPersonsCommitIsAmongOwnOnes() {
        accepted(push(own(), commit("package.json"), own()));
    }

    @Test
    void publishesAPersonsSkipCi() {
        accepted(push(new PushedCommit(Optional.empty(), "Bump [skip ci]", Optional.of("sam@studio.example"),
                files("package.json"))));
    }

    @ParameterizedTest
    @ValueSource(strings = { "Update changelogs", "UPM-Run: x", "See UPM-Run: 01900000-0000-7000-8000-000000000000",
            "UPM-Run: 01900000-0000-7000-8000-000000000000\n\nand more" })
    void doesNotTakeTheOwnAddressAloneForAnOwnCommit(String message) {
        accepted(push(new PushedCommit(Optional.empty(), message, Optional.of(OWN_ADDRESS), files("package.json"))));
    }

    @Test
    void doesNotTakeTheTrailerAloneForAnOwnCommit() {
        accepted(push(
                new PushedCommit(Optional.empty(), OWN_MESSAGE, Optional.of("sam@studio.example"), files("package.json"))));
        accepted(push(new PushedCommit(Optional.empty(), OWN_MESSAGE, Optional.empty(), files("package.json"))));
    }

    @ParameterizedTest
    @ValueSource(strings = { "README.md", "Packages/manifest.json", "Packages/A/package.json.meta", "notpackage.json",
            "Packages/A/Package.json" })
    void ignoresPushesWhoseCompleteListsNameNoPackage(String file) {
        assertIgnored(push(commit(file)), IgnoreCode.NO_PACKAGE_CHANGED);
    }

    @Test
    void looksFurtherWhenListsMayBeCapped() {
        var manyFiles = IntStream.rangeClosed(1, 51).mapToObj(i -> i + ".txt").toArray(String[]::new);
        assertThat(accepted(push(commit(manyFiles))).packages()).isEqualTo(PackageSelection.changed());
        assertIgnored(push(commit(Arrays.copyOf(manyFiles, 50))), IgnoreCode.NO_PACKAGE_CHANGED);
        accepted(push(Collections.nCopies(2_048, commit("README.md")).toArray(PushedCommit[]::new)));
        assertIgnored(push(Collections.nCopies(2_047, commit("README.md")).toArray(PushedCommit[]::new)),
                IgnoreCode.NO_PACKAGE_CHANGED);
        accepted(push(commit("README.md"), new PushedCommit(Optional.empty(), "No list", Optional.empty(), Optional.empty())));
        accepted(push(commit("README.md"), commit()));
        accepted(push());
    }

    @Test
    void asksForAllPackagesWhereNothingCanBeCompared() {
        var forced = push("refs/heads/main", Optional.of(AFTER), true, List.of(commit("README.md")));
        assertThat(accepted(forced).packages()).isEqualTo(PackageSelection.all());
        var created = new Push(REPOSITORY, new GitRef("refs/heads/main"), Optional.empty(), Optional.of(AFTER), false,
                List.of(commit("README.md")), Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(accepted(created).packages()).isEqualTo(PackageSelection.all());
    }

    @Test
    void tellsTheLastHundredCommitsThatAPushBroughtBeforeItsLast() {
        var ids = IntStream.rangeClosed(1, 120).mapToObj("%040x"::formatted).map(CommitId::of).toList();
        var commits = Stream.concat(ids.stream(), Stream.of(AFTER))
                .map(id -> new PushedCommit(Optional.of(id), "Work", Optional.empty(), files("package.json")));

        assertThat(accepted(push(commits.toArray(PushedCommit[]::new))).earlierCommits()).isEqualTo(ids.subList(20, 120));
        assertThat(accepted(push(commit("package.json"))).earlierCommits()).isEmpty();
    }

    @Test
    void holdsForwardedPushesToThePublishingBranches() {
        assertThat(decide(dispatched("develop", true))).isInstanceOfSatisfying(Ignore.class,
                ignore -> assertThat(ignore.code()).isEqualTo(IgnoreCode.BRANCH_NOT_PUBLISHING));
        assertThat(decide(dispatched("main", true))).isInstanceOf(Accept.class);
        assertThat(decide(dispatched("develop", false))).isInstanceOf(Accept.class);
    }

    @Test
    void passesOnWhatIsOnlyPlanned() {
        var planned = new RepositorySettings(RepositoryStatus.ACTIVE, RepositoryMode.PLAN, List.of("main"), "default",
                List.of(), Optional.empty(), Optional.empty(), Optional.empty(), 1);
        assertThat(decision.decide(new Reading.Pushed(push(commit("package.json"))), Optional.of(planned)))
                .isInstanceOf(Accept.class);
    }

    private static Reading dispatched(String branch, boolean forwardsPush) {
        return new Reading.Dispatched(new RequestDraft(REPOSITORY, CommitRef.of(AFTER), Optional.empty(), Optional.of(branch),
                Trigger.DISPATCH, PackageSelection.all(), Optional.empty(), Optional.empty(), Optional.empty(), List.of()),
                UserName.of("ci"), forwardsPush);
    }

    private static Push push(PushedCommit... commits) {
        return push("refs/heads/main", Optional.of(AFTER), false, List.of(commits));
    }

    private static Push push(String ref, Optional<CommitId> after, boolean forced, List<PushedCommit> commits) {
        return new Push(REPOSITORY, new GitRef(ref), Optional.of(BEFORE), after, forced, commits, Optional.empty(),
                Optional.empty(), Optional.empty());
    }

    private static PushedCommit commit(String... files) {
        return new PushedCommit(Optional.empty(), "Work", Optional.of("sam@studio.example"), files(files));
    }

    private static PushedCommit own() {
        return new PushedCommit(Optional.empty(), OWN_MESSAGE, Optional.of("Bot@Example.com"),
                files("Packages/A/CHANGELOG.md"));
    }

    private static Optional<List<String>> files(String... files) {
        return Optional.of(List.of(files));
    }

    private static RepositorySettings settings(RepositoryStatus status) {
        return new RepositorySettings(status, RepositoryMode.PUBLISH, List.of("master", "main"), "default", List.of(),
                Optional.empty(), Optional.empty(), Optional.empty(), 1);
    }

    private Decision decide(Reading reading) {
        return decision.decide(reading, Optional.of(settings(RepositoryStatus.ACTIVE)));
    }

    private RequestDraft accepted(Push push) {
        var decided = decide(new Reading.Pushed(push));
        assertThat(decided).isInstanceOf(Accept.class);
        return ((Accept) decided).draft();
    }

    private void assertIgnored(Push push, IgnoreCode code) {
        assertThat(decide(new Reading.Pushed(push))).isInstanceOfSatisfying(Ignore.class, ignore -> {
            assertThat(ignore.code()).isEqualTo(code);
            assertThat(ignore.reason()).endsWith(".");
        });
    }
}
