package io.upmpublisher.torture.scenario;

import java.time.Duration;

/** Breaks the connections to the broker while messages are acknowledged and confirmed, then lets them fall silent. */
final class BrokerCuts implements Scenario {

    @Override
    public String name() {
        return "broker-cuts";
    }

    @Override
    public String description() {
        return "connections to the broker reset amid acknowledgements, then half-open";
    }

    @Override
    public void run(Trial trial) throws InterruptedException {
        var connections = trial.subject().brokerConnections();
        var load = trial.begin(trial.size().seconds(8, 60));
        var cuts = 0;
        for (var i = 0; i < trial.size().times(15, 120); i++) {
            trial.let(Duration.ofMillis(50).plus(trial.upTo(Duration.ofMillis(500))));
            cuts += connections.reset();
        }
        connections.freeze();
        // In the long form longer than two heartbeats: the silence must be found out.
        trial.let(trial.size().seconds(4, 45));
        trial.requireAllLive("while the broker was silent");
        connections.restore();
        trial.healed();
        trial.note(cuts + " connections cut");
        trial.awaitSent(load);
    }
}
