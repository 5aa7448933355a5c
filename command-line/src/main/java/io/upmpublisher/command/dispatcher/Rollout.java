package io.upmpublisher.command.dispatcher;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

import io.upmpublisher.command.github.Pause;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.github.GitHubException;
import io.upmpublisher.github.GitHubLimitedException;

/** Does the same in many repositories, few of them at once. */
final class Rollout {

    /** A secondary limit passes in minutes; nobody waits at a screen for the end of an hour. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    private final int atOnce;
    private final Pause pause;
    private final Consumer<String> progress;

    /**
     * @param progress told why it waits
     */
    Rollout(int atOnce, Pause pause, Consumer<String> progress) {
        this.atOnce = atOnce;
        this.pause = pause;
        this.progress = progress;
    }

    interface Work {
        Outcome perform(RepositoryName repository) throws InterruptedException;
    }

    /**
     * @param told of each outcome when it is there, one at a time
     */
    List<Outcome> perform(List<RepositoryName> repositories, Work work, Consumer<Outcome> told) throws InterruptedException {
        var outcomes = new ArrayList<Outcome>();
        try (var threads = Executors.newFixedThreadPool(atOnce, Thread.ofVirtual().factory())) {
            var done = new ExecutorCompletionService<Outcome>(threads);
            repositories.forEach(repository -> done.submit(() -> one(repository, work)));
            for (var i = 0; i < repositories.size(); i++) {
                var outcome = done.take().get();
                outcomes.add(outcome);
                told.accept(outcome);
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException mistake ? mistake : new IllegalStateException(e.getCause());
        }
        return outcomes;
    }

    private Outcome one(RepositoryName repository, Work work) throws InterruptedException {
        while (true) {
            try {
                return work.perform(repository);
            } catch (GitHubLimitedException e) {
                if (e.pause().compareTo(LONGEST_PAUSE) > 0) {
                    return new Outcome.Refused(repository, String.valueOf(e.getMessage()), "run this again then");
                }
                progress.accept(repository + " waits " + e.pause().toSeconds() + " s: GitHub takes no more requests for now");
                pause.last(e.pause().plusSeconds(1));
            } catch (GitHubException e) {
                return new Outcome.Refused(repository, String.valueOf(e.getMessage()),
                        "mend that, and run this again: what is done is found, and not done twice");
            } catch (RuntimeException e) {
                // What was done in the others has to be told all the same.
                return new Outcome.Refused(repository, "it failed unexpectedly: " + e,
                        "this is a mistake of this tool: please report it, and leave the repository out");
            }
        }
    }
}
