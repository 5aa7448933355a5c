package io.upmpublisher.changelog.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.upmpublisher.changelog.history.OwnCommits;
import io.upmpublisher.changelog.history.Remote;
import io.upmpublisher.changelog.history.Repositories;
import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.SemVersion;
import io.upmpublisher.git.GitCredentials;
import io.upmpublisher.git.GitException;
import io.upmpublisher.git.GitFault;
import io.upmpublisher.git.GitLimits;
import io.upmpublisher.git.GitMirrors;
import io.upmpublisher.messaging.effect.RemoteAction.Attempt;
import io.upmpublisher.messaging.effect.RemoteAction.Sighting;
import io.upmpublisher.testing.GitHttpServer;
import io.upmpublisher.testing.GitServerOptions;
import io.upmpublisher.testing.UnityRepository;

class TagEffectTest {
    private static final String TAG = "upm/1.1.0";
    private static final String PATH = "Packages/core/package.json";
    private static final PackageName CORE = PackageName.of("com.studio.core");
    private static final SemVersion VERSION = SemVersion.parse("1.1.0+build.7");

    @TempDir
    Path folder;

    private UnityRepository repository;
    private GitHttpServer server;
    private CommitId commit;

    @BeforeEach
    void serve() {
        repository = UnityRepository.create(folder.resolve("served"), "studio/sample")
                .withPackage("Packages/core", "com.studio.core", "1.1.0", Map.of())
                .file("node_modules/x/package.json", "{\"name\":\"x\",\"version\":\"1.0.0\"}")
                .file("Packages/core/Samples~/y/package.json", "{\"name\":\"y\",\"version\":\"1.0.0\"}")
                .file("tools/package.json", "{\"name\":\"tools\",\"version\":\"1.0.0\",\"private\":true}")
                .file("broken/package.json", "{");
        commit = CommitId.of(repository.commit("Release core 1.1.0"));
        server = GitHttpServer.start(folder.resolve("served"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void setsATagOnACommitThatTheBranchHasLeftBehind() {
        repository.file("later", "later").commit("Work on");
        assertThat(act(TAG)).isEqualTo(new Attempt.Done(TAG + " com.studio.core"));
        assertThat(repository.tags()).containsExactly(TAG + " " + commit);
        assertThat(repository.fsck()).isEmpty();
    }

    @Test
    void knowsItsTagAgainAfterAKill() {
        assertThat(lookUp(TAG)).isEqualTo(new Sighting.Absent());
        act(TAG);
        assertThat(lookUp(TAG)).isEqualTo(new Sighting.Present(TAG + " com.studio.core"));
        assertThat(act(TAG)).isEqualTo(new Attempt.Done(TAG + " com.studio.core"));
    }

    @Test
    void neverMovesATagThatIsElsewhere() {
        var other = repository.file("later", "later").commit("Work on");
        repository.tag(TAG, other);
        assertThat(lookUp(TAG)).isEqualTo(new Sighting.Absent());
        assertThatFault(TAG).isEqualTo("TAG_ELSEWHERE");
        assertThat(repository.tags()).containsExactly(TAG + " " + other);
    }

    @Test
    void namesARepositoryThatTakesNoTags() throws Exception {
        var hook = repository.gitDirectory().resolve("hooks/update");
        Files.createDirectories(hook.getParent());
        Files.writeString(hook, "#!/bin/sh\necho 'tags are protected' >&2; exit 1\n");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThatFault(TAG).isEqualTo("TAG_REFUSED");
    }

    @Test
    void namesACredentialThatMayNotEvenRead() {
        server.close();
        server = GitHttpServer.start(folder.resolve("served"), GitServerOptions.defaults().requiringToken("right"));
        try (var mirror = remote("right").open(commit)) {
            var effect = new TagEffect(remote("wrong"), mirror, version(TAG));
            assertThatThrownBy(effect::act).isInstanceOfSatisfying(GitException.class,
                    e -> assertThat(e.fault()).isEqualTo(GitFault.REPOSITORY_ACCESS_DENIED));
        }
    }

    @Test
    void namesAPackageThatNoTagCanBeCalledAfter() {
        assertThatFault("com.studio..core/1.1.0").isEqualTo("TAG_NAME_INVALID");
        assertThatFault("core.lock/1.1.0").as("what git itself refuses").isEqualTo("TAG_REFUSED");
    }

    @Test
    void namesTagsAfterThePackageOnlyWhereThereAreSeveral() {
        assertThat(names().of(PATH, CORE, VERSION)).as("hidden, private and broken ones do not count").isEqualTo(TAG);
        repository.withPackage("Packages/ui", "@studio/ui", "2.0.0", Map.of());
        commit = CommitId.of(repository.commit("Add ui"));
        assertThat(names().of(PATH, CORE, VERSION)).isEqualTo("com.studio.core/1.1.0");
        var scoped = names().of("Packages/ui/package.json", PackageName.of("@studio/ui"), SemVersion.parse("2.0.0"));
        assertThat(act(scoped)).isEqualTo(new Attempt.Done("@studio/ui/2.0.0 com.studio.core"));
    }

    @Test
    void namesTagsAfterAPackageThatIsOnlyFoundByItsPath() {
        assertThat(names().of("Packages/core/Samples~/y/package.json", PackageName.of("y"), SemVersion.parse("1.1.0")))
                .isEqualTo("y/1.1.0");
    }

    @Test
    void tellsTagsOfOtherPackagesFromItsOwn() {
        var evidence = version(TAG).evidence();
        assertThat(version(TAG).faultOfOwner(evidence)).isEmpty();
        assertThat(version(TAG).faultOfOwner(TAG)).as("from before owners were kept").isEmpty();
        assertThat(new VersionTag(TAG, PackageName.of("com.studio.ui"), commit).faultOfOwner(evidence))
                .hasValueSatisfying(fault -> {
                    assertThat(fault.code()).isEqualTo("TAG_TAKEN");
                    assertThat(fault.cause()).contains("com.studio.core", TAG);
                });
    }

    private AbstractStringAssert<?> assertThatFault(String tag) {
        try (var mirror = remote("").open(commit)) {
            var effect = new TagEffect(remote(""), mirror, version(tag));
            assertThat(effect.act()).isInstanceOf(Attempt.Refused.class);
            assertThat(effect.fault().cause()).contains(tag);
            return assertThat(effect.fault().code());
        }
    }

    private Attempt act(String tag) {
        try (var mirror = remote("").open(commit)) {
            return new TagEffect(remote(""), mirror, version(tag)).act();
        }
    }

    private Sighting lookUp(String tag) {
        try (var mirror = remote("").open(commit)) {
            return new TagEffect(remote(""), mirror, version(tag)).lookUp();
        }
    }

    private VersionTag version(String tag) {
        return new VersionTag(tag, CORE, commit);
    }

    private TagNames names() {
        try (var mirror = remote("").open(commit)) {
            return TagNames.at(mirror.tree(commit));
        }
    }

    private Remote remote(String token) {
        GitCredentials credentials = _ -> Optional.of(token).filter(text -> !text.isEmpty());
        var mirrors = new GitMirrors(folder.resolve("mirrors"), GitLimits.defaults(), credentials);
        return new Repositories(mirrors, server.url(), new OwnCommits("upm@studio.example"))
                .at(RepositoryName.parse("studio/sample"), Optional.of("main"));
    }
}
