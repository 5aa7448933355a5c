package io.upmpublisher.ingress.dispatch;

import java.util.Map;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.web.problem.Problem;
import io.upmpublisher.web.problem.ProblemMembers;

/** Dispatchers are GitHub's clients: they show {@code message}, as GitHub's answers have it. */
@ApplicationScoped
class GitHubMembers implements ProblemMembers {

    private static final String DOCUMENTATION = "https://docs.github.com/rest/repos/repos#create-a-repository-dispatch-event";

    @Override
    public Map<String, String> of(String path, Problem problem) {
        return path.startsWith("/repos/") ? Map.of("message", message(problem), "documentation_url", DOCUMENTATION) : Map.of();
    }

    private static String message(Problem problem) {
        return switch (problem.status()) {
            case 401 -> "Bad credentials";
            case 403 -> "Resource not accessible by personal access token";
            case 404 -> "Not Found";
            case 400, 422 -> invalid(problem);
            default -> problem.detail();
        };
    }

    private static String invalid(Problem problem) {
        return problem.errors().isEmpty() ? "Problems parsing JSON. " + problem.detail()
                : problem.errors().stream().map(error -> error.pointer() + " " + error.message() + ".")
                        .collect(Collectors.joining("\n\n", "Invalid request.\n\n", ""));
    }
}
