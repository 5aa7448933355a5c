package io.upmpublisher.audit.query;

import io.upmpublisher.web.problem.ProblemDescription;
import io.upmpublisher.web.problem.ProblemType;

enum QueryProblem implements ProblemType {

    RECORD_UNKNOWN(404, "There is no such record", "Check its id; records are kept for AUDIT_LOG_RETENTION_DAYS."),
    RUN_UNKNOWN(404, "There are no records of the run",
            "Check its id, and look again in a moment if the request was just accepted; records are kept for AUDIT_LOG_RETENTION_DAYS.");

    private final ProblemDescription description;

    QueryProblem(int status, String title, String remedy) {
        this.description = new ProblemDescription(status, title, remedy);
    }

    @Override
    public ProblemDescription description() {
        return description;
    }
}
