package io.upmpublisher.ingress.request;

import java.util.Locale;

import io.upmpublisher.web.problem.ProblemType;

enum RequestProblem implements ProblemType {

    OWNER_NOT_TRUSTED(422, "The repository's owner is not trusted", "Add the owner to UPM_TRUSTED_OWNERS."),
    REPOSITORY_NOT_REGISTERED(422, "The repository is not registered", "Register it with POST /api/repositories."),
    REPOSITORY_NOT_ACTIVE(409, "The repository does not publish", "Set its status to active."),
    REQUEST_UNKNOWN(404, "There is no such request", "Check the run's id.");

    private final int status;
    private final String title;
    private final String remedy;

    RequestProblem(int status, String title, String remedy) {
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
