package io.upmpublisher.torture.scenario;

import java.time.Duration;

/** Kills the broker again and again while events are on their way. */
final class BrokerRestarts implements Scenario {

    @Override
    public String name() {
        return "broker-restarts";
    }

    @Override
    public String description() {
        return "the broker killed and restarted under load";
    }

    @Override
    public void run(Trial trial) throws InterruptedException {
        var restarts = trial.size().times(2, 12);
        var load = trial.begin(trial.size().seconds(8, 50));
        for (var i = 0; i < restarts; i++) {
            trial.let(Duration.ofMillis(500).plus(trial.upTo(Duration.ofSeconds(2))));
            trial.subject().machinery().killBroker();
            trial.let(trial.upTo(Duration.ofSeconds(1)));
            trial.subject().machinery().startBroker();
        }
        trial.healed();
        trial.note(restarts + " restarts");
        trial.requireAllLive("while the broker was restarted");
        trial.awaitSent(load);
    }
}
