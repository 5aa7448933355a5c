package io.upmpublisher.web.problem;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/**
 * What a request may come to before anybody looks at what it says. The server beneath has bounds of its own, which are wider:
 * its answers have no body, and cannot be given one.
 */
final class RequestBounds {

    static final int MAX_URI = 4 * 1024;
    static final int MAX_HEADERS = 100;
    static final int MAX_HEADER_BYTES = 16 * 1024;

    private static final String RECEIVED = RequestBounds.class.getName() + ".received";
    private static final String AWAITED = RequestBounds.class.getName() + ".awaited";

    private final long maxBody;

    RequestBounds(long maxBody) {
        this.maxBody = maxBody;
    }

    Optional<Problem> refusal(HttpServerRequest request) {
        if (request.uri().length() > MAX_URI) {
            return refusal(PlatformProblem.URI_TOO_LONG, "Path and query may have at most " + MAX_URI + " characters.");
        }
        if (request.headers().size() > MAX_HEADERS || bytesOf(request) > MAX_HEADER_BYTES) {
            return refusal(PlatformProblem.HEADERS_TOO_LARGE,
                    "There may be " + MAX_HEADERS + " headers with " + MAX_HEADER_BYTES + " bytes in all.");
        }
        var announced = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (announced != null && Long.parseLong(announced) > maxBody) {
            return Optional.of(Problem.payloadTooLarge(maxBody));
        }
        var encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity")) {
            return refusal(PlatformProblem.UNSUPPORTED_MEDIA_TYPE,
                    "The body is compressed, as Content-Encoding says; send it as it is, without that header.");
        }
        return Optional.empty();
    }

    private static boolean announcesBody(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null ? !length.equals("0")
                : request.version() == HttpVersion.HTTP_2 || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    /** Called by whoever begins to read the body. */
    static void markAwaited(RoutingContext context) {
        context.put(AWAITED, true);
    }

    /**
     * Whether somebody waits for what has not come in. In doubt somebody does, but not for a body of unknown length over
     * HTTP/1.1: as long as nobody reads it, not even its end is seen, which may be there.
     */
    static boolean isAwaited(RoutingContext context) {
        return context.request().version() == HttpVersion.HTTP_2
                || context.request().getHeader(HttpHeaders.CONTENT_LENGTH) != null
                || context.response().ended() || Boolean.TRUE.equals(context.get(AWAITED));
    }

    /** Called by whoever has read the body to its end. */
    static void markReceived(RoutingContext context) {
        context.put(RECEIVED, true);
    }

    /**
     * Whether there is nothing more to come. The request itself cannot tell: it counts as not ended while it is paused, as it
     * stays after a blocking read.
     */
    static boolean isReceived(RoutingContext context) {
        var request = context.request();
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return !announcesBody(request) || request.isEnded() || ClientStream.isEnded(context)
                || Boolean.TRUE.equals(context.get(RECEIVED))
                || length != null && request.bytesRead() >= Long.parseLong(length);
    }

    private static int bytesOf(HttpServerRequest request) {
        var bytes = 0;
        for (var header : request.headers()) {
            bytes += header.getKey().length() + header.getValue().getBytes(StandardCharsets.UTF_8).length;
        }
        return bytes;
    }

    private static Optional<Problem> refusal(PlatformProblem type, String detail) {
        return Optional.of(new Problem(type, detail));
    }
}
