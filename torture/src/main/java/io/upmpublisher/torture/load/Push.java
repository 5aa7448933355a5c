package io.upmpublisher.torture.load;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A version that was pushed to a repository, what was sent to tell of it, and what came back. */
public final class Push {

    private final String repository;
    private final String packageName;
    private final String version;
    private final Optional<String> markedAt;
    private final List<Answer> answers = new ArrayList<>();

    /**
     * @param markedAt the commit that the version's tag and release are to be of; empty where its repository wants none
     */
    Push(String repository, String packageName, String version, Optional<String> markedAt) {
        this.repository = repository;
        this.packageName = packageName;
        this.version = version;
        this.markedAt = markedAt;
    }

    /** A push as it looks when all is over. */
    public static Push of(String repository, String packageName, String version, Optional<String> markedAt,
            Answer... answers) {
        var push = new Push(repository, packageName, version, markedAt);
        List.of(answers).forEach(push::answered);
        return push;
    }

    /**
     * @param status 0 where none came
     */
    public record Answer(String delivery, int status) {

        public boolean isTaken() {
            return status / 100 == 2;
        }
    }

    public String repository() {
        return repository;
    }

    public String packageName() {
        return packageName;
    }

    public String version() {
        return version;
    }

    /** The commit that the version's tag and release are to be of; empty where its repository wants none. */
    public Optional<String> markedAt() {
        return markedAt;
    }

    synchronized void answered(Answer answer) {
        answers.add(answer);
    }

    /** In the order in which they came. */
    public synchronized List<Answer> answers() {
        return List.copyOf(answers);
    }

    public synchronized boolean isTaken() {
        return answers.stream().anyMatch(Answer::isTaken);
    }

    /** Whether it got no clear answer at first, and had to be sent again. */
    public synchronized boolean wasIndeterminate() {
        return !answers.isEmpty() && !answers.getFirst().isTaken();
    }

    /** The ids of the deliveries that told of it. */
    public synchronized Set<String> deliveries() {
        var ids = new LinkedHashSet<String>();
        answers.forEach(answer -> ids.add(answer.delivery()));
        return ids;
    }

    /** The ids of those that were answered 2xx. */
    public synchronized Set<String> takenDeliveries() {
        var ids = new LinkedHashSet<String>();
        answers.stream().filter(Answer::isTaken).forEach(answer -> ids.add(answer.delivery()));
        return ids;
    }

    @Override
    public String toString() {
        return packageName + "@" + version;
    }
}
