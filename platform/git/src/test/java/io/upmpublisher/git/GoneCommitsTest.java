package io.upmpublisher.git;

import static io.upmpublisher.git.MirrorFixture.CORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.testing.GitServerOptions;

@Timeout(60)
class GoneCommitsTest {
    @TempDir
    Path folder;

    private MirrorFixture git;
    private CommitId first;
    private CommitId topic;

    @AfterEach
    void stop() {
        git.close();
    }

    @Test
    void namesACommitThatWasForcePushedAway() {
        serve(GitServerOptions.defaults());
        replaceTheTopic();
        git.repository.prune();
        assertThatFetchingTheTopic(GitFault.COMMIT_GONE, "feature/topic");
    }

    @Test
    void namesACommitThatWasForcePushedAwayWhereOnlyTipsAreServed() {
        serve(GitServerOptions.defaults().servingTipsOnly());
        replaceTheTopic();
        assertThatFetchingTheTopic(GitFault.COMMIT_GONE, "feature/topic");
    }

    @Test
    void readsACommitThatWasForcePushedAwayAsLongAsTheHostHasIt() {
        serve(GitServerOptions.defaults());
        replaceTheTopic();
        fetchTheTopic().close();
    }

    @Test
    void namesABranchThatWasDeleted() {
        serve(GitServerOptions.defaults());
        git.repository.deleteBranch("feature/topic").prune();
        assertThatFetchingTheTopic(GitFault.BRANCH_GONE, "feature/topic");
    }

    @Test
    void namesABranchThatWasDeletedWhereOnlyTipsAreServed() {
        serve(GitServerOptions.defaults().servingTipsOnly());
        git.repository.deleteBranch("feature/topic");
        assertThatFetchingTheTopic(GitFault.BRANCH_GONE, "feature/topic");
    }

    @Test
    void findsWhatWasMergedBeforeItsBranchWasDeletedWhereOnlyTipsAreServed() {
        serve(GitServerOptions.defaults().servingTipsOnly());
        git.merge(topic, "Merge branch 'feature/topic'");
        git.repository.deleteBranch("feature/topic");
        try (var mirror = fetchTheTopic()) {
            assertThat(mirror.details(topic).message()).isEqualTo("Release core 1.1.0");
        }
    }

    @Test
    void namesNoBranchWhereNoneWasTold() {
        serve(GitServerOptions.defaults());
        git.repository.deleteBranch("feature/topic").prune();
        assertThatThrownBy(() -> git.mirrors().fetch(FetchRequest.of(git.remote, topic)))
                .satisfies(Faults.are(GitFault.COMMIT_NOT_FOUND));
    }

    @Test
    void namesACommitWhoseFilesAreGoneByTheTimeTheyAreNeeded() {
        serve(GitServerOptions.defaults());
        try (var mirror = fetchTheTopic()) {
            git.repository.deleteBranch("feature/topic").prune();
            var tree = mirror.tree(topic);
            assertThatThrownBy(() -> tree.read(tree.entry(CORE + "/package.json").orElseThrow(), 10_000))
                    .satisfies(Faults.are(GitFault.MIRROR_CORRUPT));
        }
        assertThatFetchingTheTopic(GitFault.BRANCH_GONE, "feature/topic");
    }

    private void serve(GitServerOptions options) {
        git = new MirrorFixture(folder, options);
        first = git.commit("Add core");
        topic = CommitId.of(git.repository.onBranch("feature/topic").bump(CORE, "1.1.0").commit("Release core 1.1.0"));
    }

    private void replaceTheTopic() {
        git.repository.onBranch("feature/topic").rewindTo(first.value()).bump(CORE, "1.2.0").commit("Release core 1.2.0");
    }

    private Mirror fetchTheTopic() {
        return git.mirrors().fetch(FetchRequest.of(git.remote, topic).onBranch("feature/topic"));
    }

    private void assertThatFetchingTheTopic(GitFault fault, String words) {
        assertThatThrownBy(this::fetchTheTopic).satisfies(Faults.are(fault)).hasMessageContaining(words)
                .hasMessageContaining(topic.value())
                .isInstanceOfSatisfying(GitException.class, e -> {
                    assertThat(e.transientFault()).isFalse();
                    assertThat(e).hasMessageEndingWith(fault.remedy());
                });
    }
}
