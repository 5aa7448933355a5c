package io.upmpublisher.audit.deadletter;

import java.util.UUID;

import io.upmpublisher.web.problem.Problem;
import io.upmpublisher.web.problem.ProblemDescription;
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

    private final ProblemDescription description;

    DeadLetterProblem(int status, String title, String remedy) {
        this.description = new ProblemDescription(status, title, remedy);
    }

    public static Problem unknown(UUID id) {
        return new Problem(DEAD_LETTER_UNKNOWN, "No dead letter has the id " + id + ".");
    }

    @Override
    public ProblemDescription description() {
        return description;
    }
}
