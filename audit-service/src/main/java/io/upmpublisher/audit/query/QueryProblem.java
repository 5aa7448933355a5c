package io.upmpublisher.audit.query;

import java.util.Locale;

import io.upmpublisher.web.problem.ProblemType;

enum QueryProblem implements ProblemType {

    RECORD_UNKNOWN(404, "There is no such record", "Check its id; records are kept for AUDIT_LOG_RETENTION_DAYS."),
    RUN_UNKNOWN(404, "There are no records of the run",
            "Check its id, and look again in a moment if the request was just accepted; records are kept for AUDIT_LOG_RETENTION_DAYS.");

    private final int status;
    private final String title;
    private final String remedy;

    QueryProblem(int status, String title, String remedy) {
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
