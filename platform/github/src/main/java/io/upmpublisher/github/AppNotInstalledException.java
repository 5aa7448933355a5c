package io.upmpublisher.github;

/** The GitHub App has no access to anything of this owner. */
public final class AppNotInstalledException extends GitHubException {

    private static final long serialVersionUID = 1L;

    private final String owner;

    AppNotInstalledException(String owner) {
        super("GITHUB_APP_NOT_INSTALLED", "The GitHub App is not installed for " + owner, null);
        this.owner = owner;
    }

    public String owner() {
        return owner;
    }
}
