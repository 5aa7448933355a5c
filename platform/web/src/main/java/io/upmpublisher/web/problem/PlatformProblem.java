package io.upmpublisher.web.problem;

import java.util.Arrays;

/** The errors that any service may answer, whatever its features. */
public enum PlatformProblem implements ProblemType {

    BAD_REQUEST(400, "The request cannot be read", "Check the path, the query and the headers against /q/openapi."),
    INVALID_PARAMETER(400, "A parameter has the wrong form",
            "Send path and query parameters in the form that /q/openapi names."),
    INVALID_CURSOR(400, "The cursor is not one of ours",
            "Pass nextCursor of the previous page unchanged, with the same filters, or start without a cursor."),
    MALFORMED_JSON(400, "The body is not valid JSON", "Correct the JSON at the line and column that the detail names."),
    JSON_LIMIT_EXCEEDED(400, "The JSON goes beyond a limit", "Nest less deeply and send shorter texts and numbers."),
    UNKNOWN_FIELD(400, "The body has a field that is not known here", "Remove or correct the field that the pointer names."),
    MISMATCHED_FIELD(400, "A field has the wrong type", "Send the type that the message names."),
    UNAUTHENTICATED(401, "A valid token is needed",
            "Send \"Authorization: Bearer <token>\" with a token of UPM_TOKENS, or of the OpenID provider."),
    FORBIDDEN(403, "The token's role does not allow this", "Use a token whose role, or whose repositories, include this call."),
    NOT_FOUND(404, "There is nothing here", "Check the path and the identifiers in it."),
    METHOD_NOT_ALLOWED(405, "The path does not take this method", "Use a method that the Allow header or /q/openapi names."),
    NOT_ACCEPTABLE(406, "No representation is acceptable to the client", "Accept application/json."),
    REQUEST_TIMEOUT(408, "The request did not come in in time", "Send the body at once, or look for what slows the line down."),
    CONFLICT(409, "The request does not fit the present state", "Read the current state, then decide and send again."),
    PAYLOAD_TOO_LARGE(413, "The body is too large", "Send a body within the limit that the detail names."),
    URI_TOO_LONG(414, "The address is too long", "Send fewer or shorter query parameters."),
    UNSUPPORTED_MEDIA_TYPE(415, "The body's media type or encoding is not taken here",
            "Send Content-Type: application/json, and no Content-Encoding."),
    INVALID_FIELD(422, "A field has an invalid value", "Correct the fields that the pointers name."),
    TOO_MANY_REQUESTS(429, "Too many requests", "Wait for the seconds that Retry-After names, then send again."),
    HEADERS_TOO_LARGE(431, "The headers are too many or too long", "Send fewer or shorter headers, cookies above all."),
    INTERNAL_ERROR(500, "Something failed on our side", "Give the instance of the answer to the operator: the log has it too."),
    UNAVAILABLE(503, "The service cannot answer now", "Send again after the seconds that Retry-After names."),
    /** For statuses that frameworks answer and that have no entry of their own, so that no answer goes without a code. */
    REFUSED(400, "The request was refused", "The status says why."),
    FAILED(500, "The request failed", "Send again later; tell the operator if it stays.");

    private final ProblemDescription description;

    PlatformProblem(int status, String title, String remedy) {
        this.description = new ProblemDescription(status, title, remedy);
    }

    static PlatformProblem ofStatus(int status) {
        return switch (status) {
            case 400 -> BAD_REQUEST;
            case 422 -> INVALID_FIELD;
            case 500 -> INTERNAL_ERROR;
            default -> Arrays.stream(values()).filter(type -> type.status() == status).findFirst()
                    .orElse(status >= 500 ? FAILED : REFUSED);
        };
    }

    @Override
    public ProblemDescription description() {
        return description;
    }
}
