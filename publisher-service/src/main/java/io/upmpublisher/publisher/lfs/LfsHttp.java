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
import java.util.concurrent.Executors;

import io.upmpublisher.publisher.http.Deadline;

/**
 * HTTP as it may be spoken with a git host about LFS, and with the servers that it names: no proxy, bounded times and answers,
 * and no redirect that carries a credential to another origin.
 */
final class LfsHttp implements AutoCloseable {

    private static final String JSON = "application/vnd.git-lfs+json";
    private static final int MAX_REDIRECTS = 3;

    private final LfsLimits limits;
    private final Clock clock;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(LfsLimits.CONNECT)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

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
            for (var redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
                var request = request(address, Map.of("accept", JSON, "content-type", JSON));
                endpoint.authorizationFor(address).ifPresent(value -> request.setHeader("authorization", value));
                var response = client.send(request.POST(BodyPublishers.ofByteArray(question)).build(),
                        BodyHandlers.ofInputStream());
                try (var body = response.body()) {
                    if (response.statusCode() == 200) {
                        return body.readNBytes(LfsBatch.MAX_ANSWER_BYTES + 1);
                    }
                    if (!isRedirect(response)) {
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
            for (var redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
                var response = client.send(request(address, headers).GET().build(), BodyHandlers.ofInputStream());
                try (var body = response.body()) {
                    if (response.statusCode() == 200) {
                        taking.take(body);
                        return true;
                    }
                    if (response.statusCode() == 401 || response.statusCode() == 403) {
                        return false;
                    }
                    if (!isRedirect(response)) {
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

    private <T> T exchange(String what, java.util.concurrent.Callable<T> exchange) throws InterruptedException {
        try {
            return Deadline.within(limits.transfer(), exchange);
        } catch (IOException e) {
            throw new LfsException(LfsFault.LFS_UNREACHABLE,
                    "The attempt to " + what + " failed (" + e.getClass().getSimpleName() + ").", null, e);
        }
    }

    private static HttpRequest.Builder request(URI address, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(address).timeout(LfsLimits.ANSWER).header("user-agent", "upm-auto-publisher");
        try {
            headers.forEach(request::setHeader);
            return request;
        } catch (IllegalArgumentException e) {
            // The message holds the header, which may be a credential.
            throw new LfsException(LfsFault.LFS_ANSWER_INVALID, "The git host asks for a header that is none.");
        }
    }

    private static boolean isRedirect(HttpResponse<?> response) {
        return switch (response.statusCode()) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    private static Optional<URI> target(LfsEndpoint endpoint, URI from, HttpResponse<?> response) {
        return response.headers().firstValue("location").flatMap(location -> endpoint.objectAddress(from, location));
    }

    private static LfsException circles(LfsEndpoint endpoint) {
        return new LfsException(LfsFault.LFS_ANSWER_INVALID,
                "Requests for LFS objects of " + endpoint.remote().name() + " are redirected in circles.");
    }
}
