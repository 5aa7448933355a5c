package io.upmpublisher.publisher.lfs;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import io.upmpublisher.git.GitCredentials;
import io.upmpublisher.git.RemoteRepository;

/**
 * The LFS server of a repository: where it is cloned from, and nothing that is in it, such as a {@code .lfsconfig}, can change
 * that. The token goes to the clone URL's origin only.
 */
record LfsEndpoint(RemoteRepository remote, Optional<String> token, Set<String> plainHttpHosts) {

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(?:\\.\\d{1,3}){3}|\\[::1]");

    URI batch() {
        return URI.create(remote.url() + "/info/lfs/objects/batch");
    }

    /** What proves who we are there; nothing anywhere else. */
    Optional<String> authorizationFor(URI address) {
        return isOwn(address) ? token.map(GitCredentials::authorization) : Optional.empty();
    }

    boolean isOwn(URI address) {
        return address.getScheme() != null && address.getHost() != null && remote.hasOriginOf(address);
    }

    /** An address from an answer, if objects may come from there. */
    Optional<URI> objectAddress(URI base, String text) {
        try {
            var address = base.resolve(text);
            return Optional.of(address).filter(this::isAllowed);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A text without the token, should a server have echoed the request. */
    String redact(String text) {
        return token
                .map(secret -> text.replace(GitCredentials.authorization(secret), "[redacted]").replace(secret, "[redacted]"))
                .orElse(text);
    }

    private boolean isAllowed(URI address) {
        if (address.getHost() == null || address.getRawUserInfo() != null) {
            return false;
        }
        var host = address.getHost().toLowerCase(Locale.ROOT);
        return switch (String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT)) {
            case "https" -> true;
            // A git host elsewhere must not make this machine talk to itself.
            case "http" -> isOwn(address) || plainHttpHosts.contains(host)
                    || LOOPBACK.matcher(host).matches() && LOOPBACK.matcher(remote.url().getHost()).matches();
            default -> false;
        };
    }
}
