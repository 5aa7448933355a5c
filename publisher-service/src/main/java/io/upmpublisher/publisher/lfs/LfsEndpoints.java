package io.upmpublisher.publisher.lfs;

import java.util.Set;

import io.upmpublisher.git.GitCredentials;
import io.upmpublisher.git.RemoteRepository;
import io.upmpublisher.git.RenewedToken;

/** The LFS server of a repository with the token that is good now: a transfer may take longer than one. */
final class LfsEndpoints {

    private final RemoteRepository remote;
    private final Set<String> plainHttpHosts;
    private final RenewedToken token;

    LfsEndpoints(RemoteRepository remote, GitCredentials credentials, Set<String> plainHttpHosts) {
        this.remote = remote;
        this.plainHttpHosts = plainHttpHosts;
        this.token = new RenewedToken(remote, credentials,
                e -> e instanceof LfsException refusal && refusal.fault() == LfsFault.LFS_CREDENTIAL_REFUSED);
    }

    /** A question that is asked once more if the host refuses the token and there is another by then. */
    @FunctionalInterface
    interface Question<T> {
        T ask(LfsEndpoint endpoint) throws InterruptedException;
    }

    <T> T ask(Question<T> question) throws InterruptedException {
        return token.use(current -> question.ask(new LfsEndpoint(remote, current, plainHttpHosts)));
    }
}
