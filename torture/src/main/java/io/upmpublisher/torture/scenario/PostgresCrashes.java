package io.upmpublisher.torture.scenario;

import java.time.Duration;

/** Kills Postgres again and again, then lets the connections to it fall silent. */
final class PostgresCrashes implements Scenario {

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public String description() {
        return "Postgres killed and restarted under load, then half-open connections to it";
    }

    @Override
    public void run(Trial trial) throws InterruptedException {
        var crashes = trial.size().times(2, 10);
        var load = trial.begin(trial.size().seconds(10, 100));
        for (var i = 0; i < crashes; i++) {
            trial.let(Duration.ofMillis(500).plus(trial.upTo(Duration.ofSeconds(2))));
            trial.subject().machinery().killPostgres();
            trial.let(Duration.ofSeconds(1).plus(trial.upTo(trial.size().seconds(1, 5))));
            trial.requireAllLive("while Postgres was down");
            trial.subject().machinery().startPostgres();
        }
        fallSilent(trial);
        trial.healed();
        var indeterminate = trial.history().pushes().stream().filter(push -> push.wasIndeterminate()).count();
        trial.note(crashes + " crashes, " + indeterminate + " pushes told that they were not taken");
        trial.awaitSent(load);
    }

    private static void fallSilent(Trial trial) throws InterruptedException {
        var connections = trial.subject().databaseConnections();
        connections.freeze();
        // In the long form longer than the socket's time-out of 30 s: who waits for an answer must give up.
        trial.let(trial.size().seconds(3, 40));
        trial.requireAllLive("while Postgres was silent");
        connections.restore();
    }
}
