package io.upmpublisher.torture.scenario;

import java.time.Duration;

import io.upmpublisher.testing.stack.Service;
import io.upmpublisher.torture.load.Pace;

/** Deletes queues and the exchange: while they can be declared again, and while they cannot. */
final class TopologyLoss implements Scenario {

    private static final Duration NOTICED_WITHIN = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "topology";
    }

    @Override
    public String description() {
        return "queues and the exchange deleted, consumers cancelled; without the right to declare them too";
    }

    @Override
    public void run(Trial trial) throws InterruptedException {
        var broker = trial.subject().machinery().brokerAccess();
        var load = trial.begin(trial.size().seconds(6, 30));
        for (var i = 0; i < trial.size().times(1, 5); i++) {
            for (var queue : java.util.List.of("upm.publisher", "upm.audit", "upm.notifier")) {
                trial.let(trial.upTo(Duration.ofSeconds(1)));
                broker.deleteQueue(queue);
            }
            broker.deleteExchange("upm.events");
            trial.let(trial.upTo(Duration.ofSeconds(2)));
        }
        trial.healed();
        trial.require(trial.within(NOTICED_WITHIN, () -> trial.subject().all().stream().allMatch(service -> service.isReady())),
                "consumers", "they did not come back by themselves after their queues were deleted");
        trial.awaitSent(load);
        withoutTheRight(trial);
    }

    private static void withoutTheRight(Trial trial) throws InterruptedException {
        var machinery = trial.subject().machinery();
        machinery.letDeclare(false);
        machinery.deleteQueueAsAdministrator("upm.changelog");
        var load = trial.begin(Pace.usual(trial.studios().size(), Duration.ofSeconds(1)));
        var noticed = System.nanoTime();
        trial.require(trial.within(NOTICED_WITHIN, () -> !trial.subject().service(Service.CHANGELOG).isReady()), "changelog",
                "its readiness does not tell that its queue is gone");
        trial.note("a missing queue was noticed after " + Duration.ofNanos(System.nanoTime() - noticed).toMillis() + " ms");
        trial.requireAllLive("while a queue was missing");
        machinery.letDeclare(true);
        trial.healed();
        trial.require(trial.within(NOTICED_WITHIN, () -> trial.subject().service(Service.CHANGELOG).isReady()), "changelog",
                "it did not take up its queue again once that could be declared");
        trial.awaitSent(load);
    }
}
