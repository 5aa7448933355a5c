package io.upmpublisher.ingress.delivery;

import java.util.Locale;

import io.upmpublisher.web.problem.ProblemType;

enum DeliveryProblem implements ProblemType {

    DELIVERY_UNKNOWN(404, "There is no such delivery",
            "Check its id, the X-GitHub-Delivery of the webhook's recent deliveries."),
    DELIVERY_ACCEPTED(409, "The delivery was accepted",
            "Follow its run; ask for the publish by POST /api/publish-requests to repeat it."),
    DELIVERY_BODY_GONE(409, "The delivery's body is no longer kept", "Ask for the publish by POST /api/publish-requests.");

    private final int status;
    private final String title;
    private final String remedy;

    DeliveryProblem(int status, String title, String remedy) {
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
