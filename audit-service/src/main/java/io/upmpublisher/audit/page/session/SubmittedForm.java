package io.upmpublisher.audit.page.session;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import io.upmpublisher.web.problem.PlatformProblem;
import io.upmpublisher.web.problem.Problem;

/** A form of ours as it was sent. A resource method that takes one is called for forms of the visitor's own session only. */
public final class SubmittedForm {

    /** The hidden field with the session's secret. */
    static final String TOKEN_FIELD = "form-token";

    private static final int MAX_FIELDS = 100;

    private final Map<String, String> fields;

    private SubmittedForm(Map<String, String> fields) {
        this.fields = Map.copyOf(fields);
    }

    static SubmittedForm parse(String body) {
        var fields = new HashMap<String, String>();
        for (var field : body.split("&", MAX_FIELDS + 1)) {
            var equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(decoded(field.substring(0, equals)), decoded(field.substring(equals + 1)));
            }
        }
        if (fields.size() > MAX_FIELDS) {
            throw new Problem(PlatformProblem.BAD_REQUEST, "The form has more than " + MAX_FIELDS + " fields.");
        }
        return new SubmittedForm(fields);
    }

    /** What was typed or chosen, without blanks around it, line ends as in Unix; empty if it was not sent. */
    public String text(String field) {
        return fields.getOrDefault(field, "").replace("\r\n", "\n").strip();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new Problem(PlatformProblem.BAD_REQUEST, "The form is not encoded as forms are.");
        }
    }
}
