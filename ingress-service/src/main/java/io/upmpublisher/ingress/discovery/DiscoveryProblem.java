package io.upmpublisher.ingress.discovery;

import io.upmpublisher.web.problem.ProblemDescription;
import io.upmpublisher.web.problem.ProblemType;

enum DiscoveryProblem implements ProblemType {

    OWNER_NOT_TRUSTED(422, "The repository's owner is not trusted", "Add the owner to UPM_TRUSTED_OWNERS."),
    GITHUB_NOT_CONFIGURED(409, "There is no credential for GitHub", "Set GH_PAT, or configure a GitHub App."),
    DISCOVERY_UNKNOWN(404, "There is no such search", "Check its id; searches are kept for 30 days."),
    DISCOVERY_UNFINISHED(409, "The search still goes on", "Wait until its state is done, then register.");

    private final ProblemDescription description;

    DiscoveryProblem(int status, String title, String remedy) {
        this.description = new ProblemDescription(status, title, remedy);
    }

    @Override
    public ProblemDescription description() {
        return description;
    }
}
