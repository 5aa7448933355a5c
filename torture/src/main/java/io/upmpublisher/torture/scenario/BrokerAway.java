package io.upmpublisher.torture.scenario;

import java.time.Duration;

import io.upmpublisher.testing.stack.Service;

/** Takes the broker away for long, and then its volume; then makes it refuse to read from publishers. */
final class BrokerAway implements Scenario {

    @Override
    public String name() {
        return "broker-away";
    }

    @Override
    public String description() {
        return "the broker down for long and its volume lost; then out of memory";
    }

    @Override
    public void run(Trial trial) throws InterruptedException {
        downAndEmpty(trial);
        outOfMemory(trial);
    }

    private static void downAndEmpty(Trial trial) throws InterruptedException {
        var outage = trial.size().seconds(6, 90);
        var load = trial.begin(outage.multipliedBy(2));
        trial.let(outage.dividedBy(2));
        trial.subject().machinery().killBroker();
        var before = trial.history().pushes().size();
        trial.let(outage);
        var during = trial.history().pushes().size() - before;
        trial.requireAllLive("while the broker was away");
        trial.require(trial.subject().service(Service.INGRESS).isReady(), "ingress",
                "it was not ready while the broker was away, which its intake does not need");
        trial.require(!trial.subject().service(Service.PUBLISHER).isReady(), "publisher",
                "it said that it was ready while the broker was away");
        trial.require(trial.history().pushes().stream().noneMatch(push -> push.wasIndeterminate()), "ingress",
                "the door was shut while the broker was away");
        trial.note(during + " taken in while the broker was down " + outage.toSeconds() + " s");
        trial.subject().machinery().startBrokerWithoutItsVolume();
        trial.healed();
        trial.awaitSent(load);
    }

    // A broker with an alarm stops reading from those who publish; nobody is told no.
    private static void outOfMemory(Trial trial) throws InterruptedException {
        var load = trial.begin(io.upmpublisher.torture.load.Pace.usual(trial.studios().size(), Duration.ofSeconds(2)));
        trial.subject().machinery().stopBrokerFromReading(true);
        trial.let(trial.size().seconds(4, 40));
        trial.requireAllLive("while the broker was out of memory");
        trial.subject().machinery().stopBrokerFromReading(false);
        trial.healed();
        trial.awaitSent(load);
    }
}
