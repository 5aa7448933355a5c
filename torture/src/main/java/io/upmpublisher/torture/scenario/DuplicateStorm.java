package io.upmpublisher.torture.scenario;

import java.time.Duration;

import io.upmpublisher.torture.load.Pace;

/** Sends everything many times. */
final class DuplicateStorm implements Scenario {

    @Override
    public String name() {
        return "storm";
    }

    @Override
    public String description() {
        return "every delivery five times at once, again later, and the same commit by another delivery";
    }

    @Override
    public void run(Trial trial) throws InterruptedException {
        var load = trial.begin(new Pace(trial.size().events(), trial.size().seconds(5, 30), 5, 1, 1, false));
        trial.healed();
        trial.awaitSent(load);
        var answers = trial.history().pushes().stream().mapToInt(push -> push.answers().size()).sum();
        trial.note(answers + " requests for " + trial.history().pushes().size() + " pushes");
        trial.let(Duration.ofSeconds(1));
    }
}
