package io.upmpublisher.publisher.probe;

import io.upmpublisher.web.problem.ProblemDescription;
import io.upmpublisher.web.problem.ProblemType;

enum ProbeProblem implements ProblemType {

    OWNER_NOT_TRUSTED(422, "The repository's owner is not trusted", "Add the owner to UPM_TRUSTED_OWNERS.");

    private final ProblemDescription description;

    ProbeProblem(int status, String title, String remedy) {
        this.description = new ProblemDescription(status, title, remedy);
    }

    @Override
    public ProblemDescription description() {
        return description;
    }
}
