package io.upmpublisher.audit.deadletter;

import java.util.Locale;
import java.util.UUID;

import io.upmpublisher.web.problem.Problem;
import io.upmpublisher.web.problem.ProblemType;

public enum DeadLetterProblem implements ProblemType {

    DEAD_LETTER_UNKNOWN(404, "There is no such dead letter",
            "Check its id; replayed and discarded ones are kept for AUDIT_LOG_RETENTION_DAYS."),
    DEAD_LETTER_DISCARDED(409, "The dead letter was discarded", "Ask for the publish anew by POST /api/publish-requests."),
    DEAD_LETTER_REPLAYED(409, "The dead letter was replayed",
            "Follow its run; if its event dies again there is a new dead letter."),
    DEAD_LETTER_UNREADABLE(409, "The dead letter holds bytes that are no event",
            "Find out who sent them, then discard it; nothing can be worked on again."),
    REPLAY_RUNNING(409, "A replay of the dead letter is running", "Wait for its outcome: GET the dead letter."),
    REPLAY_NOT_TAKEN(409, "The service takes no replays", "Discard it; the audit's own log tells what it could not keep.");

    private final int status;
    private final String title;
    private final String remedy;

    DeadLetterProblem(int status, String title, String remedy) {
        this.status = status;
        this.title = title;
        this.remedy = remedy;
    }

    public static Problem unknown(UUID id) {
        return new Problem(DEAD_LETTER_UNKNOWN, "No dead letter has the id " + id + ".");
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
