package io.upmpublisher.ingress.webhook;

import java.util.Locale;

import io.upmpublisher.web.problem.ProblemType;

enum WebhookProblem implements ProblemType {

    SIGNATURE_INVALID(401, "The delivery is not signed with a known secret",
            "Set the webhook's secret to one of GITHUB_WEBHOOK_SECRET."),
    HEADER_MISSING(400, "A header of GitHub's deliveries is missing or malformed",
            "Send the header that the detail names, as GitHub does."),
    FORM_ENCODED(415, "The webhook sends forms",
            "Set \"Content type\" of the webhook to application/json in its settings on GitHub.");

    private final int status;
    private final String title;
    private final String remedy;

    WebhookProblem(int status, String title, String remedy) {
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
