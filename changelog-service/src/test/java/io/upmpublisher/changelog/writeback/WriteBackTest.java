package io.upmpublisher.changelog.writeback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.upmpublisher.changelog.history.OwnCommits;
import io.upmpublisher.changelog.history.Repositories;
import io.upmpublisher.changelog.remote.JsonApi;
import io.upmpublisher.events.ChangelogCompleted.Entry;
import io.upmpublisher.events.ChangelogCompleted.Origin;
import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.Fault;
import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RunId;
import io.upmpublisher.events.SemVersion;
import io.upmpublisher.git.CommitDetails;
import io.upmpublisher.git.FetchRequest;
import io.upmpublisher.git.GitCredentials;
import io.upmpublisher.git.GitLimits;
import io.upmpublisher.git.GitMirrors;
import io.upmpublisher.git.LogRequest;
import io.upmpublisher.git.Mirror;
import io.upmpublisher.git.NewCommit;
import io.upmpublisher.git.RemoteRepository;
import io.upmpublisher.messaging.effect.RemoteAction.Attempt;
import io.upmpublisher.messaging.effect.RemoteAction.Sighting;
import io.upmpublisher.messaging.inbox.RetryLater;
import io.upmpublisher.testing.GitHttpServer;
import io.upmpublisher.testing.StandIns;
import io.upmpublisher.testing.UnityRepository;

class WriteBackTest {

    private static final String CORE = "Packages/com.studio.core";
    private static final String UI = "Packages/com.studio.ui";
    private static final OwnCommits OWN = new OwnCommits("upm@studio.example");
    private static final RunId RUN = RunId.parse("0197f5a0-0000-7000-8000-0000a1b2c3d4");
    private static final String FALLBACK = "upm/changelog-a1b2c3d4";

    @TempDir
    Path folder;

    private final List<Duration> pauses = new CopyOnWriteArrayList<>();

    private UnityRepository repository;
    private GitHttpServer server;
    private StandIns standIns;
    private String head;

    @BeforeEach
    void serve() {
        repository = UnityRepository.create(folder.resolve("served"), "studio/sample")
                .withPackage(CORE, "com.studio.core", "1.1.0", Map.of()).withPackage(UI, "com.studio.ui", "2.0.0", Map.of())
                .asset(UI + "/Changelog.md", "# Changes\n\n## 1.9.0\n\n- By hand\n");
        server = GitHttpServer.start(folder.resolve("served"));
        standIns = StandIns.start(0, folder.resolve("served"), server.url());
        head = repository.commit("Add both");
    }

    @AfterEach
    void stop() {
        standIns.close();
        server.close();
    }

    @Test
    void writesAllPackagesInOneCommitThatIngressKnowsForItsOwn() throws Exception {
        var action = action();
        assertThat(action.act()).isEqualTo(done());
        var commit = newest(1).getFirst();
        assertThat(commit.parents()).containsExactly(CommitId.of(head));
        assertThat(commit.author()).isEqualTo("UPM");
        assertThat(commit.address()).isEqualTo("upm@studio.example");
        assertThat(commit.message()).isEqualTo("""
                docs: update changelogs [skip ci]

                - com.studio.core 1.1.0
                - com.studio.ui 2.0.0 (drafted by a language model)

                UPM-Run: 0197f5a0-0000-7000-8000-0000a1b2c3d4
                UPM-Revision: 1
                """);
        assertThat(OWN.isOf(commit, RUN, 1)).isTrue();
        assertThat(changed()).containsExactly(CORE + "/CHANGELOG.md", CORE + "/CHANGELOG.md.meta", UI + "/Changelog.md");
        assertThat(file(CORE + "/CHANGELOG.md")).endsWith("## [1.1.0] - 2026-02-03\n\n### Added\n\n- Core\n");
        assertThat(file(CORE + "/CHANGELOG.md.meta"))
                .matches("(?s)fileFormatVersion: 2\nguid: [0-9a-f]{32}\nTextScriptImporter:\n.*");
        assertThat(file(UI + "/Changelog.md")).isEqualTo(
                "# Changes\n\n## [2.0.0] - 2026-02-03\n\n### Fixed\n\n- Ui\n\n## 1.9.0\n\n- By hand\n");
    }

    @Test
    void writesNothingAgainAfterAKillBetweenPushAndRecord() throws Exception {
        action().act();
        var pushed = repository.head();
        repository.file("later", "later").commit("Work on");
        assertThat(action().lookUp()).isEqualTo(new Sighting.Present("commit " + pushed));
        assertThat(action().act()).isEqualTo(new Attempt.Done("commit " + pushed));
        assertThat(newest(10)).hasSize(3);
    }

    @Test
    void tellsThatNothingIsThereYet() throws Exception {
        assertThat(action().lookUp()).isEqualTo(new Sighting.Absent());
    }

    @Test
    void buildsAnewOnWhatSomebodyElsePushedFirst() throws Exception {
        racing(2);
        assertThat(action().act()).isEqualTo(done());
        assertThat(newest(10)).extracting(commit -> commit.message().lines().findFirst().orElseThrow())
                .containsExactly("docs: update changelogs [skip ci]", "Race 2", "Race 1", "Add both");
        assertThat(pauses).hasSize(2);
        assertThat(pauses.getFirst()).isBetween(Duration.ofMillis(200), Duration.ofMillis(400));
        assertThat(pauses.getLast()).as("longer after each race").isBetween(Duration.ofMillis(400), Duration.ofMillis(800));
        assertThat(file("race-2")).isEqualTo("2");
    }

    @Test
    void bringsItInOnceWhereTwoWorkAtOnce() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Attempt> work = () -> action().act();
            var attempts = threads.invokeAll(List.of(work, work, work));
            for (var attempt : attempts) {
                assertThat(attempt.get()).isEqualTo(done());
            }
        }
        assertThat(newest(10)).hasSize(2);
    }

    @Test
    void opensAPullRequestWhereOthersAreAlwaysFaster() throws Exception {
        racing(100);
        assertThat(action().act()).isEqualTo(new Attempt.Done("pull-request " + server.url() + "/studio/sample/pull/1"));
        assertThat(newest(100)).noneMatch(commit -> OWN.isOwn(commit));
        assertThat(OWN.isOf(newest(FALLBACK, 1).getFirst(), RUN, 1)).isTrue();
    }

    @Test
    void opensAPullRequestForAProtectedBranchOnce() throws Exception {
        protect("refs/heads/main");
        var opened = new Attempt.Done("pull-request " + server.url() + "/studio/sample/pull/1");
        assertThat(action().act()).isEqualTo(opened);
        assertThat(repository.head()).isEqualTo(head);
        assertThat(action().lookUp()).isEqualTo(new Sighting.Present(opened.evidence()));
        assertThat(action().act()).as("after a kill in between").isEqualTo(opened);
    }

    @Test
    void opensThePullRequestThatAKilledTryHadABranchFor() throws Exception {
        protect("refs/heads/main");
        var withoutAnswer = new WriteBacks(OWN, author(), Optional.of(pullRequests(URI.create("http://127.0.0.1:1"))),
                races(), clock());
        assertThatThrownBy(() -> action(withoutAnswer).act()).isInstanceOfSatisfying(RetryLater.class,
                e -> assertThat(e.code()).isEqualTo("GITHUB_UNREACHABLE"));
        assertThat(action().lookUp()).isEqualTo(new Sighting.Absent());
        assertThat(action().act()).isInstanceOf(Attempt.Done.class);
    }

    @Test
    void namesTheFaultWhereNoPullRequestCanBeOpened() throws Exception {
        protect("refs/heads/main");
        var action = action(new WriteBacks(OWN, author(), Optional.empty(), races(), clock()));
        assertThat(action.act()).isInstanceOf(Attempt.Refused.class);
        assertThat(action.faults()).extracting(Fault::code).containsExactly("CHANGELOG_BRANCH_REFUSED");
        assertThat(action.faults().getFirst().cause()).contains("protected");
    }

    @Test
    void namesTheFaultWhereNoBranchTakesPushes() throws Exception {
        protect("refs/heads/*");
        var action = action();
        assertThat(action.act()).isInstanceOf(Attempt.Refused.class);
        assertThat(action.faults()).extracting(Fault::code).containsExactly("CHANGELOG_BRANCH_REFUSED");
    }

    @Test
    void writesNothingWhereTheAuthorsToldEverything() throws Exception {
        repository.file(CORE + "/CHANGELOG.md", "## 1.1.0\n").file(UI + "/Changelog.md", "## 2.0.0\n");
        head = repository.commit("Tell by hand");
        assertThat(action().act()).isEqualTo(new Attempt.Done("told"));
        assertThat(repository.head()).isEqualTo(head);
    }

    @Test
    void writesForTheOthersWhereOneFileIsUnusable() throws Exception {
        repository.delete(UI + "/Changelog.md").symlink(UI + "/CHANGELOG.md", "../../x");
        repository.commit("Link it");
        var action = action();
        assertThat(action.act()).isEqualTo(done());
        assertThat(action.faults()).extracting(Fault::code).containsExactly("CHANGELOG_NOT_A_FILE");
        assertThat(newest(1).getFirst().message()).contains("UPM-Run");
    }

    @Test
    void namesTheFaultOfFilesThatAreTooLargeOrNoText() throws Exception {
        repository.file(CORE + "/CHANGELOG.md", new byte[(5 << 20) + 1]).file(UI + "/Changelog.md",
                "# \u00e4".getBytes(StandardCharsets.UTF_16));
        repository.commit("Spoil both");
        var action = action();
        assertThat(action.act()).isInstanceOf(Attempt.Refused.class);
        assertThat(action.faults()).extracting(Fault::code).containsExactly("CHANGELOG_TOO_LARGE", "CHANGELOG_UNREADABLE");
    }

    @Test
    void makesNoMetaWhereTheProjectIgnoresThem() throws Exception {
        repository.file(".gitignore", "*.meta\n").commit("Ignore");
        head = repository.head();
        action().act();
        assertThat(changed()).containsExactly(CORE + "/CHANGELOG.md", UI + "/Changelog.md");
    }

    private Attempt.Done done() {
        return new Attempt.Done("commit " + newest(1).getFirst().id());
    }

    private WriteBack action() {
        return action(new WriteBacks(OWN, author(), Optional.of(pullRequests(standIns.url())), races(), clock()));
    }

    private WriteBack action(WriteBacks means) {
        var remote = new Repositories(mirrors(), server.url(), OWN).at(RepositoryName.parse("studio/sample"),
                Optional.of("main"));
        return means.of(remote, new Revision(RUN, 1, LocalDate.of(2026, 2, 3), List.of(
                new Entry(CORE + "/package.json", PackageName.of("com.studio.core"), SemVersion.parse("1.1.0"), Origin.COMMITS,
                        "### Added\n\n- Core"),
                new Entry(UI + "/package.json", PackageName.of("com.studio.ui"), SemVersion.parse("2.0.0"), Origin.MODEL,
                        "### Fixed\n\n- Ui"))));
    }

    private RacePause races() {
        return new RacePause(Duration.ofMillis(200), pauses::add);
    }

    private static NewCommit.Author author() {
        return new NewCommit.Author("UPM", "upm@studio.example");
    }

    private static Clock clock() {
        return Clock.fixed(Instant.parse("2026-02-03T04:05:06Z"), ZoneOffset.UTC);
    }

    private static PullRequests pullRequests(URI api) {
        return new PullRequests(new JsonApi(api, Map.of("Authorization", "Bearer t0k"), Duration.ofSeconds(5), Set.of(),
                clock()));
    }

    private GitMirrors mirrors() {
        return new GitMirrors(folder.resolve("mirrors"), GitLimits.defaults(), GitCredentials.none());
    }

    private Mirror seen(String branch) {
        var remote = RemoteRepository.under(server.url(), RepositoryName.parse("studio/sample"));
        var mirrors = new GitMirrors(folder.resolve("seen"), GitLimits.defaults(), GitCredentials.none());
        return mirrors.fetch(FetchRequest.of(remote, mirrors.resolve(remote, branch)).withHistory());
    }

    private List<CommitDetails> newest(int limit) {
        return newest("main", limit);
    }

    private List<CommitDetails> newest(String branch, int limit) {
        try (var mirror = seen(branch)) {
            return mirror.log(LogRequest.of(CommitId.of(repository.onBranch(branch).head()), limit));
        }
    }

    private List<String> changed() {
        try (var mirror = seen("main")) {
            return mirror.log(LogRequest.of(CommitId.of(repository.head()), 1)).getFirst().parents().stream()
                    .flatMap(parent -> mirror.changedPaths(parent, CommitId.of(repository.head())).stream()).toList();
        }
    }

    private String file(String path) {
        try (var mirror = seen("main")) {
            var tree = mirror.tree(CommitId.of(repository.head()));
            return new String(tree.read(tree.entry(path).orElseThrow(), 100_000), StandardCharsets.UTF_8);
        }
    }

    /** Somebody's commit comes in while git takes in the push, as often as said; only pushes to main are raced. */
    private void racing(int times) throws IOException {
        hook("pre-receive",
                """
                        #!/bin/sh
                        read old new ref
                        test "$ref" = refs/heads/main || exit 0
                        n=$(cat races 2>/dev/null || echo 0)
                        test $n -lt %d || exit 0
                        n=$((n + 1)); echo $n > races
                        unset GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES
                        export GIT_AUTHOR_NAME=Sam GIT_AUTHOR_EMAIL=sam@studio.example GIT_COMMITTER_NAME=Sam GIT_COMMITTER_EMAIL=sam@studio.example
                        blob=$(printf %%s $n | git hash-object -w --stdin)
                        tree=$({ git ls-tree refs/heads/main; printf '100644 blob %%s\\trace-%%s\\n' $blob $n; } | git mktree)
                        git update-ref refs/heads/main $(git commit-tree $tree -p refs/heads/main -m "Race $n")
                        """
                        .formatted(times));
    }

    private void protect(String refs) throws IOException {
        hook("update", "#!/bin/sh\ncase \"$1\" in " + refs + ") echo 'this branch is protected' >&2; exit 1;; esac\n");
    }

    private void hook(String name, String script) throws IOException {
        var hook = repository.gitDirectory().resolve("hooks").resolve(name);
        Files.createDirectories(hook.getParent());
        Files.writeString(hook, script);
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(Arrays.asList(hook.getParent().toFile().list())).contains(name);
    }
}
