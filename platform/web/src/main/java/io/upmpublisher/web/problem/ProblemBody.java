package io.upmpublisher.web.problem;

import java.util.List;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

/** The answer's body, as <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a> names its members. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProblemBody(String type, String title, int status, String detail, @Nullable String instance,
        List<InvalidField> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";

    static ProblemBody from(ProblemAnswer answer) {
        var problem = answer.problem();
        return new ProblemBody("/problems/" + problem.type().code(), problem.type().title(), answer.status(), problem.detail(),
                answer.instance(), problem.errors());
    }
}
