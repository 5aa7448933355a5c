package io.upmpublisher.github;

/** GitHub does not accept the credential itself, whatever it is used for. What was asked for was not done. */
public final class GitHubRefusedException extends GitHubException {

    private static final long serialVersionUID = 1L;

    GitHubRefusedException(String reason) {
        super("GITHUB_CREDENTIAL_REFUSED", reason, null);
    }
}
