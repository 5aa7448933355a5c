package io.upmpublisher.torture.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.upmpublisher.testing.stack.HeldPush;
import io.upmpublisher.testing.stack.HeldPut;
import io.upmpublisher.testing.stack.Service;
import io.upmpublisher.torture.load.Pace;
import io.upmpublisher.torture.scenario.Holds.Hold;

/** Kills services exactly between two steps: those after which something is there that nothing says of yet. */
final class KillsAtPoints implements Scenario {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String CLAIMED = "new.state = 'open' and new.attempts > old.attempts";
    private static final String SETTLED = "new.state = 'done' and old.state <> 'done'";
    private static final String SENT = "new.state = 'sent' and old.state = 'pending'";

    // Several services in a wave: they are at different work, and a start takes long.
    private static final List<Wave> SHORT = List.of(
            new Wave("after the registry's PUT, the push and the chat's 200, before DONE; ingress before its commit",
                    List.of(settled(Service.PUBLISHER), settled(Service.CHANGELOG), settled(Service.NOTIFIER),
                            new Hold(Service.INGRESS, "delivery", "insert", "true"))),
            new Wave(
                    "after ATTEMPTING; notifier after the broker's confirm, before the outbox's mark; audit after the inbox record",
                    List.of(sent(Service.NOTIFIER), claimed(Service.AUDIT)), true),
            new Wave("after the broker's confirm, before the outbox's mark", List.of(sent(Service.INGRESS))),
            new Wave("after the release was made, before DONE", List.of(settled("release"))));
    // Who is stopped while it claims or marks does nothing else: one at a time, or those who come after get no work.
    private static final List<Wave> LONG = List.of(
            new Wave("after the broker's confirm, before the outbox's mark", List.of(sent(Service.PUBLISHER))),
            new Wave("after the broker's confirm, before the outbox's mark", List.of(sent(Service.CHANGELOG))),
            new Wave("after the tag was set, before DONE", List.of(settled("tag"))),
            new Wave("after the inbox record", List.of(claimed(Service.PUBLISHER))),
            new Wave("after the inbox record", List.of(claimed(Service.CHANGELOG))),
            new Wave("after the inbox record", List.of(claimed(Service.NOTIFIER))),
            new Wave("before the work is recorded as done", List.of(finished(Service.PUBLISHER), finished(Service.CHANGELOG),
                    finished(Service.NOTIFIER), finished(Service.AUDIT), finished(Service.INGRESS))),
            new Wave("before ATTEMPTING is noted", List.of(attempting(Service.PUBLISHER), attempting(Service.CHANGELOG),
                    attempting(Service.NOTIFIER))));

    @Override
    public String name() {
        return "points";
    }

    @Override
    public String description() {
        return "SIGKILL between two steps: after the inbox record, after ATTEMPTING, after PUT, 200 and push, after the confirm";
    }

    @Override
    public void run(Trial trial) throws InterruptedException {
        var waves = new ArrayList<>(SHORT);
        if (trial.size().isLong()) {
            waves.addAll(LONG);
        }
        for (var wave : waves) {
            kill(trial, wave, Math.max(trial.studios().size(), trial.size().events() / waves.size()));
        }
    }

    private static void kill(Trial trial, Wave wave, int events) throws InterruptedException {
        var attempts = wave.afterAttempting() ? Attempts.hold(trial) : null;
        try (var holds = Holds.at(trial.subject().database(), wave.holds())) {
            var load = trial.begin(Pace.usual(events, Duration.ofSeconds(3)));
            for (var hold : wave.holds()) {
                trial.require(trial.within(PATIENCE, () -> holds.isReached(hold.service())), hold.service().key(),
                        "it never came to the point: " + wave.name());
            }
            if (attempts != null) {
                attempts.kill(trial);
            }
            wave.holds().forEach(hold -> trial.kill(hold.service()));
            holds.endAbandoned();
            holds.close();
            trial.subject().revive();
            trial.healed();
            trial.awaitSent(load);
        }
    }

    private static Hold claimed(Service service) {
        return new Hold(service, "inbox_entry", "update", CLAIMED);
    }

    private static Hold finished(Service service) {
        return new Hold(service, "inbox_entry", "update", SETTLED);
    }

    private static Hold settled(Service service) {
        return new Hold(service, "effect", "update", SETTLED);
    }

    private static Hold settled(String kind) {
        return new Hold(Service.CHANGELOG, "effect", "update", SETTLED + " and new.effect_key like '" + kind + ":%'");
    }

    private static Hold attempting(Service service) {
        return new Hold(service, "effect", "update", "new.state = 'attempting'");
    }

    private static Hold sent(Service service) {
        return new Hold(service, "outbox_entry", "update", SENT);
    }

    /**
     * @param afterAttempting whether publisher and changelog are killed too, after they noted an attempt and before it reached
     *        the
     *        world
     */
    private record Wave(String name, List<Hold> holds, boolean afterAttempting) {

        Wave(String name, List<Hold> holds) {
            this(name, holds, false);
        }
    }

    /** A publish and a push that are held without the database: between the note and the world. */
    private record Attempts(HeldPut put, HeldPush push) {

        static Attempts hold(Trial trial) {
            return new Attempts(trial.subject().registry().holdRequest(trial.studios().getFirst().packageName()),
                    HeldPush.in(trial.studios().getLast().gitDirectory(), HeldPush.Stage.BEFORE));
        }

        void kill(Trial trial) {
            put.awaitReached();
            push.awaitReached();
            trial.kill(Service.PUBLISHER);
            trial.kill(Service.CHANGELOG);
            put.drop();
            push.release();
        }
    }
}
