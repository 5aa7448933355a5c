package io.upmpublisher.ingress.repository;

import io.upmpublisher.web.problem.ProblemDescription;
import io.upmpublisher.web.problem.ProblemType;

enum RepositoryProblem implements ProblemType {

    REPOSITORY_EXISTS(409, "The repository is registered already", "Change it with PUT /api/repositories/{owner}/{name}."),
    REPOSITORY_UNKNOWN(404, "The repository is not registered", "Register it with POST /api/repositories."),
    REPOSITORY_CHANGED(412, "The repository was changed by somebody else",
            "Read it again, then send the change with its new version."),
    REPOSITORY_MISMATCH(422, "The URL is of another repository",
            "Leave the url out, or send the one of the repository in the path.");

    private final ProblemDescription description;

    RepositoryProblem(int status, String title, String remedy) {
        this.description = new ProblemDescription(status, title, remedy);
    }

    @Override
    public ProblemDescription description() {
        return description;
    }
}
