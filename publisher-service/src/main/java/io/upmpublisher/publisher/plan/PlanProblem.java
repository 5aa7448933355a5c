package io.upmpublisher.publisher.plan;

import java.util.Locale;

import io.upmpublisher.web.problem.ProblemType;

enum PlanProblem implements ProblemType {

    OWNER_NOT_TRUSTED(422, "The repository's owner is not trusted", "Add the owner to UPM_TRUSTED_OWNERS."),
    COMMIT_NOT_PLANNABLE(422, "The commit cannot be planned for",
            "The detail begins with the code that a run would have ended with, and ends with what to do.");

    private final int status;
    private final String title;
    private final String remedy;

    PlanProblem(int status, String title, String remedy) {
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
