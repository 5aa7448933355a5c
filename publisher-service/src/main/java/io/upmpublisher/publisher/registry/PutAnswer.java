package io.upmpublisher.publisher.registry;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

import javax.net.ssl.SSLHandshakeException;

import io.upmpublisher.publisher.http.Redirects;

/** What a registry's answer to a PUT, or its silence, says about the version. */
sealed interface PutAnswer {

    /** It says that it did; Verdaccio says so even where it published nothing. */
    record Accepted() implements PutAnswer {
    }

    /** It says that the version is there, which also is said of an orphaned tarball. */
    record Exists() implements PutAnswer {
    }

    record TokenRefused(String said) implements PutAnswer {
    }

    record Forbidden(String said) implements PutAnswer {
    }

    record TooLarge() implements PutAnswer {
    }

    record Limited(Optional<Duration> retryAfter) implements PutAnswer {
    }

    record Redirected() implements PutAnswer {
    }

    record Rejected(int status, String said) implements PutAnswer {
    }

    record TarballChanged() implements PutAnswer {
    }

    /** No byte of the request got there. */
    record NotSent(String why) implements PutAnswer {
    }

    /** It may have been obeyed. */
    record Uncertain(String why, Optional<Duration> retryAfter) implements PutAnswer {
    }

    static PutAnswer of(RegistryHttp.Reply reply) {
        var status = reply.status();
        if (Redirects.isRedirect(status)) {
            return new Redirected();
        }
        return switch (status) {
            case 401 -> new TokenRefused(reply.text());
            case 403 -> saysThatItExists(reply.text()) ? new Exists() : new Forbidden(reply.text());
            case 409 -> new Exists();
            case 413 -> new TooLarge();
            case 429 -> new Limited(reply.retryAfter());
            case 408, 425 -> new Uncertain("status " + status, reply.retryAfter());
            default -> ofOther(reply);
        };
    }

    private static PutAnswer ofOther(RegistryHttp.Reply reply) {
        return switch (reply.status() / 100) {
            case 2 -> new Accepted();
            case 5 -> new Uncertain("status " + reply.status(), reply.retryAfter());
            default -> new Rejected(reply.status(), reply.text());
        };
    }

    static PutAnswer of(IOException failure) {
        if (TarballChangedException.caused(failure)) {
            return new TarballChanged();
        }
        return switch (failure) {
            case ConnectException e -> new NotSent("no connection");
            case HttpConnectTimeoutException e -> new NotSent("no connection in time");
            case SSLHandshakeException e -> new NotSent("no trusted TLS connection");
            default -> new Uncertain("no answer, " + failure.getClass().getSimpleName(), Optional.empty());
        };
    }

    /** npm's public registry: 403 "You cannot publish over the previously published versions: 1.0.0." */
    private static boolean saysThatItExists(String said) {
        var text = said.toLowerCase(Locale.ROOT);
        return text.contains("cannot publish over") || text.contains("previously published");
    }
}
