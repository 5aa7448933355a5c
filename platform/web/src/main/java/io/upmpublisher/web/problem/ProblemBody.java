package io.upmpublisher.web.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;

/** The answer's body, as <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a> names its members. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProblemBody(String type, String title, int status, String detail, @Nullable String instance,
        List<InvalidField> errors, @JsonAnyGetter Map<String, String> more) {

    public static final String MEDIA_TYPE = "application/problem+json";
    private static final String GITHUB_CLIENT = "application/vnd.github";

    /**
     * What it is sent as. GitHub's own clients do not parse a body of any other type than JSON's own: Octokit says "Unknown
     * error" instead of what is wrong.
     *
     * @param accept the request's header of that name
     */
    static String mediaType(@Nullable String accept) {
        return accept != null && accept.contains(GITHUB_CLIENT) ? "application/json; charset=utf-8" : MEDIA_TYPE;
    }

    static ProblemBody from(ProblemAnswer answer, String path, List<ProblemMembers> members) {
        var problem = answer.problem();
        var more = new LinkedHashMap<String, String>();
        members.forEach(each -> more.putAll(each.of(path, problem)));
        return new ProblemBody("/problems/" + problem.type().code(), problem.type().title(), answer.status(), problem.detail(),
                answer.instance(), problem.errors(), more);
    }
}
