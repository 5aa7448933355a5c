package io.upmpublisher.changelog.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.upmpublisher.changelog.history.CommitRange.Basis;
import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.SemVersion;
import io.upmpublisher.git.GitCredentials;
import io.upmpublisher.git.GitLimits;
import io.upmpublisher.git.GitMirrors;
import io.upmpublisher.testing.GitHttpServer;
import io.upmpublisher.testing.UnityRepository;

class CommitRangesTest {

    private static final String CORE = "Packages/com.studio.core";
    private static final OwnCommits OWN = new OwnCommits("upm@studio.example");

    @TempDir
    Path folder;

    private UnityRepository repository;
    private GitHttpServer server;

    @BeforeEach
    void serve() {
        repository = UnityRepository.create(folder.resolve("served"), "studio/sample")
                .withPackage(CORE, "com.studio.core", "1.0.0", Map.of());
        server = GitHttpServer.start(folder.resolve("served"));
        repository.commit("Add core");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void beginsAtTheCommitThatTheVersionBeforeWasPublishedFrom() {
        change("fix: not yet in 1.0.0");
        var published = change("fix: in 1.0.0");
        change("feat: a");
        repository.file("Other/B.cs", "b").commit("feat: elsewhere");
        release("1.1.0");
        var range = range("1.1.0", Optional.of("1.0.0"), Map.of("1.0.0", published));
        assertThat(range.basis()).isEqualTo(Basis.PUBLISHED_COMMIT);
        assertThat(subjects(range)).containsExactly("Release 1.1.0", "feat: a");
    }

    @Test
    void beginsAtTheCommitThatSetTheVersionBeforeWhereNoneIsRecorded() {
        change("feat: a");
        release("1.1.0");
        change("fix: b");
        repository.file(CORE + "/package.json", "not json").commit("Break the manifest");
        repository.withPackage(CORE, "com.studio.core", "1.1.0", Map.of()).commit("Mend the manifest");
        release("1.2.0");
        var range = range("1.2.0", Optional.of("1.0.0"), Map.of());
        assertThat(range.basis()).isEqualTo(Basis.MANIFEST);
        assertThat(range.previous()).contains(SemVersion.parse("1.0.0"));
        assertThat(subjects(range)).containsExactly("Release 1.2.0", "Mend the manifest", "Break the manifest", "fix: b",
                "Release 1.1.0",
                "feat: a");
    }

    @Test
    void takesABoundedNumberOfCommitsForAFirstVersion() {
        for (var step = 0; step < 60; step++) {
            change("feat: step " + step);
        }
        var range = range("1.0.0", Optional.empty(), Map.of());
        assertThat(range.basis()).isEqualTo(Basis.NEWEST_COMMITS);
        assertThat(range.commits()).hasSize(50);
        assertThat(subjects(range)).startsWith("feat: step 59");
    }

    @Test
    void takesABoundedNumberOfCommitsAfterHistoryWasRewritten() {
        var lost = release("1.0.5");
        repository.rewindTo(CommitId.of(repository.onBranch("other").head()).value());
        repository.file("x", "x").commit("Start anew");
        var orphan = UnityRepository.create(folder.resolve("served"), "studio/anew").withPackage(CORE, "com.studio.core",
                "1.1.0", Map.of());
        orphan.commit("All of it");
        repository = orphan;
        var range = range("1.1.0", Optional.of("1.0.5"), Map.of("1.0.5", lost));
        assertThat(range.basis()).isEqualTo(Basis.NEWEST_COMMITS);
        assertThat(subjects(range)).containsExactly("All of it");
    }

    @Test
    void followsAFixOnItsOwnLine() {
        var one = CommitId.of(repository.head());
        var line = repository.onBranch("1.x");
        release("2.0.0");
        var two = CommitId.of(repository.head());
        line.file(CORE + "/Fix.cs", "fix").commit("fix: old line");
        repository = line;
        var range = range("1.0.1", Optional.of("2.0.0"), Map.of("1.0.0", one, "2.0.0", two));
        assertThat(range.previous()).contains(SemVersion.parse("1.0.0"));
        assertThat(subjects(range)).containsExactly("fix: old line");
    }

    @Test
    void leavesOutTheSystemsOwnCommitsAndNobodyElses() {
        var published = CommitId.of(repository.head());
        var trailers = "\n\nUPM-Run: 0197f5a0-0000-7000-8000-000000000001\nUPM-Revision: 1";
        repository.file(CORE + "/CHANGELOG.md", "1").commit("docs: own" + trailers, "UPM", "UPM@studio.example");
        repository.file(CORE + "/CHANGELOG.md", "2").commit("docs: person with trailer" + trailers);
        repository.file(CORE + "/CHANGELOG.md", "3").commit("docs: address without trailer", "UPM", "upm@studio.example");
        repository.file(CORE + "/CHANGELOG.md", "4").commit("docs: not last" + trailers + "\n\nMore", "UPM",
                "upm@studio.example");
        var range = range("1.1.0", Optional.of("1.0.0"), Map.of("1.0.0", published));
        assertThat(subjects(range)).containsExactly("docs: not last", "docs: address without trailer",
                "docs: person with trailer");
    }

    @Test
    void readsTheRootAsAPackageToo() {
        var root = UnityRepository.create(folder.resolve("served"), "studio/root").withPackage("", "com.studio.root", "1.0.0",
                Map.of());
        root.commit("Add root");
        root.bump("", "1.1.0").commit("feat: b");
        repository = root;
        var range = new CommitRanges(mirror(), OWN).of(new PackageVersion("package.json", SemVersion.parse("1.1.0"),
                Optional.of(SemVersion.parse("1.0.0")), Map.of()), CommitId.of(root.head()));
        assertThat(subjects(range)).containsExactly("feat: b");
    }

    private CommitId change(String message) {
        return CommitId.of(repository.file(CORE + "/Runtime/Change.cs", message).commit(message));
    }

    private CommitId release(String version) {
        return CommitId.of(repository.bump(CORE, version).commit("Release " + version));
    }

    private CommitRange range(String version, Optional<String> before, Map<String, CommitId> published) {
        var known = new java.util.HashMap<SemVersion, CommitId>();
        published.forEach((each, commit) -> known.put(SemVersion.parse(each), commit));
        return new CommitRanges(mirror(), OWN).of(new PackageVersion(CORE + "/package.json", SemVersion.parse(version),
                before.map(SemVersion::parse), known), CommitId.of(repository.head()));
    }

    private io.upmpublisher.git.Mirror mirror() {
        var mirrors = new GitMirrors(folder.resolve("mirrors"), GitLimits.defaults(), GitCredentials.none());
        return new Repositories(mirrors, server.url(), OWN)
                .at(RepositoryName.parse(repository.name()), Optional.of(repository.branch()))
                .open(CommitId.of(repository.head()));
    }

    private static List<String> subjects(CommitRange range) {
        return range.commits().stream().map(commit -> commit.message().lines().findFirst().orElseThrow()).toList();
    }
}
