package io.upmpublisher.ingress.delivery;

import io.upmpublisher.web.problem.ProblemDescription;
import io.upmpublisher.web.problem.ProblemType;

enum DeliveryProblem implements ProblemType {

    DELIVERY_UNKNOWN(404, "There is no such delivery",
            "Check its id, the X-GitHub-Delivery of the webhook's recent deliveries."),
    DELIVERY_ACCEPTED(409, "The delivery was accepted",
            "Follow its run; ask for the publish by POST /api/publish-requests to repeat it."),
    DELIVERY_BODY_GONE(409, "The delivery's body is no longer kept", "Ask for the publish by POST /api/publish-requests.");

    private final ProblemDescription description;

    DeliveryProblem(int status, String title, String remedy) {
        this.description = new ProblemDescription(status, title, remedy);
    }

    @Override
    public ProblemDescription description() {
        return description;
    }
}
