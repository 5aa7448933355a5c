package io.upmpublisher.publisher.lfs;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.upmpublisher.publisher.http.Deadline;
import io.upmpublisher.publisher.http.DirectClient;
import io.upmpublisher.publisher.http.Redirects;

/**
 * HTTP as it may be spoken with a git host about LFS, and with the servers that it names: no proxy, bounded times and answers,
 * and no redirect that carries a credential to another origin.
 */
final class LfsHttp implements AutoCloseable {

    private static final String JSON = "application/vnd.git-lfs+json";

    private final LfsLimits limits;
    private final Clock clock;
    private final HttpClient client = DirectClient.connectingWithin(LfsLimits.CONNECT);

    LfsHttp(LfsLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** Takes an object's content in. */
    @FunctionalInterface
    interface Taking {
        void take(InputStream content) throws IOException;
    }

    /** The answer to a batch request. */
    byte[] ask(LfsEndpoint endpoint, byte[] question) throws InterruptedException {
        return exchange("ask the git host for LFS objects of " + endpoint.remote().name(), () -> {
            var address = endpoint.batch();
            for (var redirects = 0; redirects <= Redirects.MOST; redirects++) {
                var request = request(address, Map.of("accept", JSON, "content-type", JSON));
                endpoint.authorizationFor(address).ifPresent(value -> request.setHeader("authorization", value));
                var response = client.send(request.POST(BodyPublishers.ofByteArray(question)).build(),
                        BodyHandlers.ofInputStream());
                try (var body = response.body()) {
                    if (response.statusCode() == 200) {
                        return body.readNBytes(LfsBatch.MAX_ANSWER_BYTES + 1);
                    }
                    if (!Redirects.isRedirect(response.statusCode())) {
                        throw LfsAnswers.batch(endpoint, response.statusCode(), response.headers(), body, clock);
                    }
                }
                address = target(endpoint, address, response).filter(endpoint::isOwn).orElseThrow(() -> new LfsException(
                        LfsFault.LFS_ADDRESS_REFUSED, "The git host redirects requests for LFS objects of "
                                + endpoint.remote().name() + " to another host; the credential was not sent there."));
            }
            throw circles(endpoint);
        });
    }

    /**
     * Fetches an object. Its headers go to the address that they were given for, and to none that it redirects to.
     *
     * @return false if the server does not let it be fetched from there, or no longer
     */
    boolean fetch(LfsEndpoint endpoint, LfsDownload download, Taking taking) throws InterruptedException {
        return exchange("fetch the LFS object of " + download.file().path(), () -> {
            var address = download.address();
            var headers = download.headers();
            for (var redirects = 0; redirects <= Redirects.MOST; redirects++) {
                var response = client.send(request(address, headers).GET().build(), BodyHandlers.ofInputStream());
                try (var body = response.body()) {
                    if (response.statusCode() == 200) {
                        taking.take(body);
                        return true;
                    }
                    if (response.statusCode() == 401 || response.statusCode() == 403) {
                        return false;
                    }
                    if (!Redirects.isRedirect(response.statusCode())) {
                        throw LfsAnswers.download(download.file(), response.statusCode(), response.headers(), clock);
                    }
                }
                address = target(endpoint, address, response).orElseThrow(() -> new LfsException(LfsFault.LFS_ADDRESS_REFUSED,
                        "The LFS object of " + download.file().path()
                                + " is redirected to an address that objects must not be fetched from."));
                headers = Map.of();
            }
            throw circles(endpoint);
        });
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private <T> T exchange(String what, Callable<T> exchange) throws InterruptedException {
        try {
            return Deadline.within(limits.transfer(), exchange);
        } catch (IOException e) {
            throw new LfsException(LfsFault.LFS_UNREACHABLE,
                    "The attempt to " + what + " failed (" + e.getClass().getSimpleName() + ").", null, e);
        }
    }

    private static HttpRequest.Builder request(URI address, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(address).timeout(LfsLimits.ANSWER).header("user-agent", DirectClient.USER_AGENT);
        try {
            headers.forEach(request::setHeader);
            return request;
        } catch (IllegalArgumentException e) {
            // The message holds the header, which may be a credential.
            throw new LfsException(LfsFault.LFS_ANSWER_INVALID, "The git host asks for a header that is none.");
        }
    }

    private static Optional<URI> target(LfsEndpoint endpoint, URI from, HttpResponse<?> response) {
        return response.headers().firstValue("location").flatMap(location -> endpoint.objectAddress(from, location));
    }

    private static LfsException circles(LfsEndpoint endpoint) {
        return new LfsException(LfsFault.LFS_ANSWER_INVALID,
                "Requests for LFS objects of " + endpoint.remote().name() + " are redirected in circles.");
    }
}
