package io.upmpublisher.torture.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.upmpublisher.testing.stack.Service;

/** Kills each service in turn, whatever it is at. */
final class RandomKills implements Scenario {

    @Override
    public String name() {
        return "kills";
    }

    @Override
    public String description() {
        return "SIGKILL of each service in turn, at random";
    }

    @Override
    public void run(Trial trial) throws InterruptedException {
        var rounds = trial.size().times(1, 4);
        var load = trial.begin(trial.size().seconds(10, 90));
        var kills = 0;
        for (var round = 0; round < rounds; round++) {
            for (var pair : shuffledPairs(trial)) {
                trial.let(trial.upTo(Duration.ofSeconds(2)));
                pair.forEach(trial::kill);
                kills += pair.size();
                trial.subject().revive();
            }
        }
        trial.healed();
        trial.note(kills + " kills");
        trial.awaitSent(load);
    }

    // Two at once: a start takes longer than anything else here, and the effects of both meet.
    private static List<List<Service>> shuffledPairs(Trial trial) {
        var services = new ArrayList<>(List.of(Service.values()));
        java.util.Collections.shuffle(services, java.util.Random.from(trial.random()));
        var pairs = new ArrayList<List<Service>>();
        for (var i = 0; i < services.size(); i += 2) {
            pairs.add(List.copyOf(services.subList(i, Math.min(i + 2, services.size()))));
        }
        return pairs;
    }
}
