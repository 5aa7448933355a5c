package io.upmpublisher.ingress.repository;

import java.util.Locale;

import io.upmpublisher.web.problem.ProblemType;

enum RepositoryProblem implements ProblemType {

    REPOSITORY_EXISTS(409, "The repository is registered already", "Change it with PUT /api/repositories/{owner}/{name}."),
    REPOSITORY_UNKNOWN(404, "The repository is not registered", "Register it with POST /api/repositories."),
    REPOSITORY_CHANGED(412, "The repository was changed by somebody else",
            "Read it again, then send the change with its new version."),
    REPOSITORY_MISMATCH(422, "The URL is of another repository",
            "Leave the url out, or send the one of the repository in the path.");

    private final int status;
    private final String title;
    private final String remedy;

    RepositoryProblem(int status, String title, String remedy) {
        this.status = status;
        this.title = title;
        this.remedy = remedy;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String remedy() {
        return remedy;
    }
}
