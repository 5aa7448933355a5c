package io.upmpublisher.publisher.plan;

import io.upmpublisher.web.problem.ProblemDescription;
import io.upmpublisher.web.problem.ProblemType;

enum PlanProblem implements ProblemType {

    OWNER_NOT_TRUSTED(422, "The repository's owner is not trusted", "Add the owner to UPM_TRUSTED_OWNERS."),
    COMMIT_NOT_PLANNABLE(422, "The commit cannot be planned for",
            "The detail begins with the code that a run would have ended with, and ends with what to do.");

    private final ProblemDescription description;

    PlanProblem(int status, String title, String remedy) {
        this.description = new ProblemDescription(status, title, remedy);
    }

    @Override
    public ProblemDescription description() {
        return description;
    }
}
