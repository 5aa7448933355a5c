package io.upmpublisher.audit.page.shell;

import io.upmpublisher.web.problem.ProblemDescription;
import io.upmpublisher.web.problem.ProblemType;

public enum PageProblem implements ProblemType {

    FORM_FROM_ELSEWHERE(403, "The form was not sent from a page of ours",
            "Go back, load the page again, and send the form from there. "
                    + "Behind a reverse proxy, UPM_AUDIT_URL must be the address that the browser shows."),
    SERVICE_SILENT(503, "A service does not answer", "Look whether the service runs and is reached at the address named here."),
    SERVICE_FAILED(502, "A service could not do it", "Try again; its log has the cause."),
    TOKEN_UNKNOWN_THERE(502, "A service does not know your token",
            "Give all services the same UPM_TOKENS and OpenID provider, then sign in again.");

    private final ProblemDescription description;

    PageProblem(int status, String title, String remedy) {
        this.description = new ProblemDescription(status, title, remedy);
    }

    @Override
    public ProblemDescription description() {
        return description;
    }
}
