package io.upmpublisher.web.problem;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An error that is an answer: thrown by a feature, written once by the mappers. The detail is shown to the caller, so it holds
 * no secret and nothing of our inside.
 */
public class Problem extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient ProblemType type;
    private final transient List<InvalidField> errors;
    private final transient Map<String, String> headers;

    public Problem(ProblemType type, String detail) {
        this(type, detail, List.of(), Map.of());
    }

    public Problem(ProblemType type, String detail, List<InvalidField> errors, Map<String, String> headers) {
        // Without stack trace below 500: it is the caller's fault, and hostile callers would make us pay for it.
        super(detail, null, false, type.status() >= 500);
        this.type = type;
        this.errors = List.copyOf(errors);
        this.headers = Map.copyOf(headers);
    }

    public static Problem invalidField(String pointer, String message) {
        return invalidFields(List.of(new InvalidField(pointer, message)));
    }

    public static Problem invalidFields(List<InvalidField> errors) {
        var detail = errors.size() == 1 ? "One value is invalid." : errors.size() + " values are invalid.";
        return new Problem(PlatformProblem.INVALID_FIELD, detail, errors, Map.of());
    }

    public static Problem notFound(String detail) {
        return new Problem(PlatformProblem.NOT_FOUND, detail);
    }

    public static Problem conflict(String detail) {
        return new Problem(PlatformProblem.CONFLICT, detail);
    }

    public static Problem forbidden(String detail) {
        return new Problem(PlatformProblem.FORBIDDEN, detail);
    }

    public static Problem unauthenticated(String detail) {
        return new Problem(PlatformProblem.UNAUTHENTICATED, detail).with("WWW-Authenticate", "Bearer");
    }

    public static Problem tooManyRequests(String detail, Duration retryAfter) {
        return new Problem(PlatformProblem.TOO_MANY_REQUESTS, detail).retryAfter(retryAfter);
    }

    public static Problem unavailable(String detail, Duration retryAfter) {
        return new Problem(PlatformProblem.UNAVAILABLE, detail).retryAfter(retryAfter);
    }

    static Problem payloadTooLarge(long limit) {
        return new Problem(PlatformProblem.PAYLOAD_TOO_LARGE, "The body may have at most " + limit + " bytes.");
    }

    /** The same problem with one header more. */
    public Problem with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Problem(type, detail(), errors, more);
    }

    private Problem retryAfter(Duration wait) {
        // Rounded up: a client that comes back a fraction too early would be refused again.
        return with("Retry-After", Long.toString(Math.max(1, wait.plusNanos(999_999_999).toSeconds())));
    }

    public ProblemType type() {
        return type;
    }

    public int status() {
        return type.status();
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<InvalidField> errors() {
        return errors;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
