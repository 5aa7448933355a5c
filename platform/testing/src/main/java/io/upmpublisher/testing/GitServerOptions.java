package io.upmpublisher.testing;

import java.util.Optional;

/**
 * How the git server treats its callers.
 *
 * @param port port on loopback, 0 for any free one
 * @param token password that every request must carry by basic authentication, whatever the user
 * @param anyCommitServed whether a commit that no branch points to may be asked for, as GitHub allows
 * @param filtering whether content may be left out of a fetch, as GitHub allows
 */
public record GitServerOptions(int port, Optional<String> token, boolean anyCommitServed, boolean filtering) {
    public static GitServerOptions defaults() {
        return new GitServerOptions(0, Optional.empty(), true, true);
    }

    public GitServerOptions onPort(int port) {
        return new GitServerOptions(port, token, anyCommitServed, filtering);
    }

    public GitServerOptions requiringToken(String token) {
        return new GitServerOptions(port, Optional.of(token), anyCommitServed, filtering);
    }

    /** Like an old server: protocol version 0, and only the tips of branches and tags may be asked for. */
    public GitServerOptions servingTipsOnly() {
        return new GitServerOptions(port, token, false, false);
    }

    public GitServerOptions withoutFilter() {
        return new GitServerOptions(port, token, anyCommitServed, false);
    }
}
