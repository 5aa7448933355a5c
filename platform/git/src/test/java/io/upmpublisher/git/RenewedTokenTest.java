package io.upmpublisher.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.testing.GitServerOptions;

/** Tokens that end before their time, at a host that says so. */
@Timeout(60)
class RenewedTokenTest {
    private static final String RIGHT = "right-token";

    @TempDir
    Path folder;

    private MirrorFixture git;
    private CommitId first;

    @BeforeEach
    void serve() {
        git = new MirrorFixture(folder, GitServerOptions.defaults().requiringToken(RIGHT));
        first = git.commit("Add core");
    }

    @AfterEach
    void stop() {
        git.close();
    }

    @Test
    void fetchesWithTheNextTokenWhenOneIsRefused() {
        var tokens = new Tokens("ended", RIGHT);
        mirrors(tokens).fetch(FetchRequest.of(git.remote, first)).close();
        assertThat(tokens.refused).containsExactly("ended");
    }

    @Test
    void bringsFilesWithTheNextTokenWhenOneEndedSinceTheCommitCame() {
        var tokens = new Tokens(RIGHT);
        try (var mirror = mirrors(tokens).fetch(FetchRequest.of(git.remote, first))) {
            tokens.next("ended", RIGHT);
            var tree = mirror.tree(first);
            tree.bring(tree.entries());
            assertThat(tokens.refused).containsExactly("ended");
        }
    }

    @Test
    void findsACommitOfAnOldHostWithTheNextToken() {
        git = git.restarted(GitServerOptions.defaults().requiringToken(RIGHT).servingTipsOnly());
        git.repository.file("a", "a");
        git.commit("Add a");
        mirrors(new Tokens("ended", RIGHT)).fetch(FetchRequest.of(git.remote, first).onBranch("main")).close();
    }

    @Test
    void pushesWithTheNextTokenWhenOneIsRefused() {
        var tokens = new Tokens(RIGHT);
        var mirrors = mirrors(tokens);
        try (var mirror = mirrors.fetch(FetchRequest.of(git.remote, first))) {
            tokens.next("ended", RIGHT);
            assertThat(mirrors.push(mirror, new PushRequest(git.remote, "other", first, Optional.empty())))
                    .isEqualTo(new PushOutcome.Pushed());
            assertThat(tokens.refused).containsExactly("ended");
        }
    }

    @Test
    void asksOnceMoreAtMost() {
        var tokens = new Tokens("ended", "wrong", RIGHT);
        assertThatThrownBy(() -> mirrors(tokens).fetch(FetchRequest.of(git.remote, first)))
                .satisfies(Faults.are(GitFault.REPOSITORY_ACCESS_DENIED));
        assertThat(tokens.refused).containsExactly("ended", "wrong");
    }

    @Test
    void doesNotAskAgainWithTheSameToken() {
        var requests = git.server.requests();
        var tokens = new Tokens("wrong");
        assertThatThrownBy(() -> mirrors(tokens).fetch(FetchRequest.of(git.remote, first)))
                .satisfies(Faults.are(GitFault.REPOSITORY_ACCESS_DENIED));
        assertThat(git.server.requests()).isEqualTo(requests + 1);
    }

    @Test
    void saysThatThereIsNoOtherTokenNow() {
        var credentials = new GitCredentials() {
            private boolean ended;

            @Override
            public Optional<String> tokenFor(RemoteRepository remote) {
                if (ended) {
                    throw GitException.credentialUnavailable("no token now", Optional.empty(), new IllegalStateException());
                }
                return Optional.of("ended");
            }

            @Override
            public void refused(RemoteRepository remote, String token) {
                ended = true;
            }
        };
        assertThatThrownBy(() -> mirrors(credentials).fetch(FetchRequest.of(git.remote, first)))
                .satisfies(Faults.are(GitFault.REPOSITORY_UNREACHABLE));
    }

    private GitMirrors mirrors(GitCredentials credentials) {
        return new GitMirrors(git.mirrorRoot, GitLimits.defaults(), credentials);
    }

    /** Gives one until it is refused, then the next; the last for ever. */
    private static final class Tokens implements GitCredentials {
        private final ArrayDeque<String> tokens = new ArrayDeque<>();
        private final List<String> refused = new ArrayList<>();

        Tokens(String... tokens) {
            next(tokens);
        }

        void next(String... next) {
            tokens.clear();
            tokens.addAll(List.of(next));
        }

        @Override
        public Optional<String> tokenFor(RemoteRepository remote) {
            return Optional.of(tokens.getFirst());
        }

        @Override
        public void refused(RemoteRepository remote, String token) {
            refused.add(token);
            if (tokens.size() > 1 && tokens.getFirst().equals(token)) {
                tokens.removeFirst();
            }
        }
    }
}
