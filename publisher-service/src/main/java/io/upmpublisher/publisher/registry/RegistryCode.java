package io.upmpublisher.publisher.registry;

/** Why a package was not published, or not now. The names are a contract: events, metrics and documents carry them. */
public enum RegistryCode {

    VERSION_EXISTS(false, "Nothing needs to be done; raise the version in package.json to publish again."),
    VERSION_EXISTS_OTHER_CONTENT(false, "Raise the version in package.json: what is published under a version never changes."),
    VERSION_ROLLBACK(false,
            "Raise the version above the highest published one, or declare its line (as in 1.x) a maintenance line."),
    PACKAGE_TOO_LARGE(false, "Make the package smaller, or raise the limit of the registry and of any proxy before it."),
    PACKAGE_REJECTED(false, "Correct what the registry complains of in package.json and raise the version."),
    TARBALL_CHANGED(true, "Publish again; the file that was built for sending was altered or removed meanwhile."),
    ORPHAN_TARBALL(true,
            "Give the token the right to unpublish, or remove the tarball of this version in the registry's storage."),
    PUBLISH_UNCERTAIN(true, "Publish again: the registry is asked first whether the version has arrived."),
    READ_BACK_MISSING(true,
            "Publish again; if it stays so, look into the registry's log: it accepts packages and does not keep them."),
    READ_BACK_MISMATCH(false, "Compare the published tarball with the source before anyone uses it, and raise the version."),
    REGISTRY_UNREACHABLE(true, "Check the registry's address and health, and the network between."),
    REGISTRY_CREDENTIAL_REFUSED(false, "Put a valid token for this registry into the configuration."),
    REGISTRY_FORBIDDEN(false, "Give the token's user the right to this package or scope in the registry."),
    REGISTRY_RATE_LIMITED(true, "Wait; publishing goes on when the registry allows it."),
    REGISTRY_REDIRECT_REFUSED(false,
            "Configure the address that the registry redirects to, if it is to be trusted with the token."),
    REGISTRY_ANSWER_INVALID(true,
            "Check that the configured address is an npm registry and not a web page or a proxy's error page.");

    private final boolean retryHelps;
    private final String remedy;

    RegistryCode(boolean retryHelps, String remedy) {
        this.retryHelps = retryHelps;
        this.remedy = remedy;
    }

    /** Whether the same work may succeed later without anyone changing anything. */
    public boolean retryHelps() {
        return retryHelps;
    }

    public String remedy() {
        return remedy;
    }
}
