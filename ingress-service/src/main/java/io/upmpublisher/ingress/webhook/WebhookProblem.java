package io.upmpublisher.ingress.webhook;

import io.upmpublisher.web.problem.ProblemDescription;
import io.upmpublisher.web.problem.ProblemType;

enum WebhookProblem implements ProblemType {

    SIGNATURE_INVALID(401, "The delivery is not signed with a known secret",
            "Set the webhook's secret to one of GITHUB_WEBHOOK_SECRET."),
    HEADER_MISSING(400, "A header of GitHub's deliveries is missing or malformed",
            "Send the header that the detail names, as GitHub does."),
    FORM_ENCODED(415, "The webhook sends forms",
            "Set \"Content type\" of the webhook to application/json in its settings on GitHub.");

    private final ProblemDescription description;

    WebhookProblem(int status, String title, String remedy) {
        this.description = new ProblemDescription(status, title, remedy);
    }

    @Override
    public ProblemDescription description() {
        return description;
    }
}
