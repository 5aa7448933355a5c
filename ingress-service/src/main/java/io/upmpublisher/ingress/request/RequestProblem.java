package io.upmpublisher.ingress.request;

import io.upmpublisher.web.problem.ProblemDescription;
import io.upmpublisher.web.problem.ProblemType;

enum RequestProblem implements ProblemType {

    OWNER_NOT_TRUSTED(422, "The repository's owner is not trusted", "Add the owner to UPM_TRUSTED_OWNERS."),
    REPOSITORY_NOT_REGISTERED(422, "The repository is not registered", "Register it with POST /api/repositories."),
    REPOSITORY_NOT_ACTIVE(409, "The repository does not publish", "Set its status to active."),
    REQUEST_UNKNOWN(404, "There is no such request", "Check the run's id.");

    private final ProblemDescription description;

    RequestProblem(int status, String title, String remedy) {
        this.description = new ProblemDescription(status, title, remedy);
    }

    @Override
    public ProblemDescription description() {
        return description;
    }
}
