package io.upmpublisher.torture.scenario;

import java.time.Duration;

import io.upmpublisher.testing.stack.Service;
import io.upmpublisher.testing.stack.ServiceProcess;

/** Runs two processes of every service, kills some, and restarts all in turn as an update does. */
final class Replicas implements Scenario {

    @Override
    public String name() {
        return "replicas";
    }

    @Override
    public String description() {
        return "two replicas of every service, kills, and a rolling restart";
    }

    @Override
    public void run(Trial trial) throws InterruptedException {
        trial.subject().addReplicas();
        try {
            var load = trial.begin(trial.size().seconds(12, 60));
            for (var i = 0; i < trial.size().times(1, 3); i++) {
                trial.let(trial.upTo(Duration.ofSeconds(2)));
                victim(trial).kill();
                victim(trial).kill();
                trial.let(trial.upTo(Duration.ofSeconds(2)));
                trial.subject().revive();
            }
            rollingRestart(trial, trial.size().times(1, 2));
            trial.healed();
            trial.awaitSent(load);
        } finally {
            trial.subject().removeReplicas();
        }
    }

    private static ServiceProcess victim(Trial trial) {
        var all = trial.subject().all().stream().filter(ServiceProcess::isAlive).toList();
        return all.get(trial.random().nextInt(all.size()));
    }

    // In good order: what a process is at it ends, or leaves to the other.
    private static void rollingRestart(Trial trial, int replicas) {
        for (var number = 0; number < replicas; number++) {
            for (var service : Service.values()) {
                var process = trial.subject().replicas(service).get(number);
                process.close();
                process.start();
            }
            trial.subject().all().forEach(ServiceProcess::awaitReady);
        }
    }
}
