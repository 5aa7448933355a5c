package io.upmpublisher.publisher.lfs;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JsonNode;

import io.upmpublisher.publisher.http.AnswerText;
import io.upmpublisher.publisher.http.RetryAfter;

/** What answers mean that are not what was asked for. */
final class LfsAnswers {

    private static final int MAX_TEXT_CHARS = 200;

    private LfsAnswers() {
    }

    /** To the question where objects are. */
    static LfsException batch(LfsEndpoint endpoint, int status, HttpHeaders headers, InputStream body, Clock clock)
            throws IOException {
        var name = endpoint.remote().name();
        var said = said(endpoint, body);
        return switch (status) {
            case 401, 403 ->
                fault(LfsFault.LFS_CREDENTIAL_REFUSED, "The git host refuses LFS objects of " + name, status, said);
            case 404, 410, 501 -> fault(LfsFault.LFS_NOT_OFFERED, "The git host offers no Git LFS for " + name, status, said);
            default -> other("The git host did not say where LFS objects of " + name + " are", status, said,
                    RetryAfter.in(headers, clock));
        };
    }

    /** To the request for an object. */
    static LfsException download(LfsFile file, int status, HttpHeaders headers, Clock clock) {
        return switch (status) {
            case 404, 410 -> missing(file, status, "");
            default -> other("The server did not give the LFS object of " + file.path(), status, "",
                    RetryAfter.in(headers, clock));
        };
    }

    /** About one object, in an answer about several. */
    static LfsException objectError(LfsEndpoint endpoint, LfsFile file, JsonNode error) {
        var code = error.path("code").asInt();
        var said = clean(endpoint, error.path("message").asText());
        return switch (code) {
            case 404, 410 -> missing(file, code, said);
            case 401, 403 ->
                fault(LfsFault.LFS_CREDENTIAL_REFUSED, "The git host refuses the LFS object of " + file.path(), code,
                        said);
            default -> other("The git host does not give the LFS object of " + file.path(), code, said, Optional.empty());
        };
    }

    private static LfsException missing(LfsFile file, int status, String said) {
        return fault(LfsFault.LFS_OBJECT_MISSING, "The git host does not have the LFS object of " + file.path(), status, said);
    }

    private static LfsException other(String what, int status, String said, Optional<Duration> retryAfter) {
        return switch (status) {
            case 429 -> fault(LfsFault.LFS_RATE_LIMITED, what, status, said, retryAfter.orElse(null));
            case 507, 509 -> fault(LfsFault.LFS_QUOTA_EXCEEDED, what, status, said);
            case 408, 425 -> fault(LfsFault.LFS_UNREACHABLE, what, status, said, retryAfter.orElse(null));
            default -> status >= 500 ? fault(LfsFault.LFS_UNREACHABLE, what, status, said, retryAfter.orElse(null))
                    : fault(status >= 400 ? LfsFault.LFS_REFUSED : LfsFault.LFS_ANSWER_INVALID, what, status, said);
        };
    }

    private static LfsException fault(LfsFault fault, String what, int status, String said) {
        return fault(fault, what, status, said, null);
    }

    private static LfsException fault(LfsFault fault, String what, int status, String said, @Nullable Duration retryAfter) {
        return new LfsException(fault, what + " (" + status + ")" + (said.isEmpty() ? "." : ": " + said), retryAfter, null);
    }

    private static String said(LfsEndpoint endpoint, InputStream body) throws IOException {
        return clean(endpoint, AnswerText.json(body).path("message").asText());
    }

    private static String clean(LfsEndpoint endpoint, String text) {
        return AnswerText.clean(endpoint.redact(text), MAX_TEXT_CHARS);
    }
}
