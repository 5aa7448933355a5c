package io.upmpublisher.torture;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.upmpublisher.testing.stack.Service;
import io.upmpublisher.torture.check.Checker;
import io.upmpublisher.torture.check.Finding;
import io.upmpublisher.torture.check.Finding.Kind;
import io.upmpublisher.torture.check.Observer;
import io.upmpublisher.torture.check.World;
import io.upmpublisher.torture.load.Door;
import io.upmpublisher.torture.load.Load;
import io.upmpublisher.torture.load.Push;
import io.upmpublisher.torture.load.Studio;
import io.upmpublisher.torture.scenario.Scenario;
import io.upmpublisher.torture.scenario.Trial;
import io.upmpublisher.torture.subject.Subject;

/** Scenarios one after the other, against one product that is never set up anew: what one leaves behind meets the next. */
final class Campaign {

    // Longer than it takes until an event that lacks a receipt is sent again.
    private static final Duration SETTLE = Duration.ofSeconds(12);

    private final Subject subject;
    private final long seed;
    private final Trial.Size size;
    private final List<Studio> studios;
    private final Door door;
    private final List<Push> all = new ArrayList<>();
    private final Set<UUID> knownDeadLetters = new HashSet<>();
    private final Set<Finding> known = new HashSet<>();
    private long knownRepeats;

    Campaign(Subject subject, long seed, Trial.Size size) {
        this.subject = subject;
        this.seed = seed;
        this.size = size;
        this.studios = Studio.several(size.isLong() ? 24 : 8, subject.gitRoot(), Subject.OWNER);
        this.door = new Door(() -> subject.replicas(Service.INGRESS), Subject.WEBHOOK_SECRET);
        studios.forEach(studio -> subject.register(studio.repository(), studio.marks()));
    }

    Result run(Scenario scenario) throws InterruptedException {
        var trial = new Trial(subject, studios, door, size, Load.generator(seed ^ scenario.name().hashCode()));
        var findings = new ArrayList<Finding>();
        try {
            scenario.run(trial);
        } catch (RuntimeException | AssertionError e) {
            findings.add(new Finding(Kind.BROKEN, "the harness", e.toString()));
        }
        if (!trial.workOff()) {
            findings.add(new Finding(Kind.BROKEN, "the pipeline", "it did not come to rest in time"));
        }
        var pushes = trial.history().pushes();
        all.addAll(pushes);
        var world = trial.observer().look(pushes);
        findings.addAll(trial.broken());
        findings.addAll(Checker.check(pushes, world));
        trial.history().strangeAnswers().forEach(what -> findings.add(new Finding(Kind.BROKEN, "the door", what)));
        findings.addAll(newDeadLetters(world, trial));
        known.addAll(findings);
        return new Result(scenario.name(), pushes.size(), trial.history().acceptedAtOnce(),
                pushes.stream().filter(Push::wasIndeterminate).count(), List.copyOf(findings), absorbed(pushes, world),
                firstEffect(trial, world), drained(trial), trial.notes());
    }

    /** Looks at everything once more when nothing has happened for a while: what comes late is found here. */
    Result lookAgain() throws InterruptedException {
        Thread.sleep(SETTLE);
        var world = new Observer(subject, studios).look(all);
        var late = Checker.check(all, world).stream().filter(finding -> !known.contains(finding)).toList();
        return new Result("afterwards", all.size(), all.stream().filter(push -> !push.wasIndeterminate()).count(),
                all.stream().filter(Push::wasIndeterminate).count(), late, 0, Optional.empty(), Optional.empty(),
                List.of("all of them once more, " + SETTLE.toSeconds() + " s later"));
    }

    private List<Finding> newDeadLetters(World world, Trial trial) {
        var findings = new ArrayList<Finding>();
        for (var letter : world.deadLetters()) {
            if (knownDeadLetters.add(letter.id()) && !trial.expectsDeadLetters(letter.code())) {
                findings.add(
                        new Finding(Kind.BROKEN, letter.service(), "it gave up: " + letter.code() + ": " + letter.cause()));
            }
        }
        return findings;
    }

    private long absorbed(List<Push> pushes, World world) {
        var repeats = world.repeats() - knownRepeats;
        knownRepeats = world.repeats();
        return repeats + pushes.stream()
                .mapToLong(push -> Math.max(0, push.answers().stream().filter(Push.Answer::isTaken).count() - 1)).sum();
    }

    private static Optional<Duration> firstEffect(Trial trial, World world) {
        return trial.healedAt().flatMap(healed -> world.effects().stream().filter(healed::isBefore).min(Instant::compareTo)
                .map(first -> Duration.between(healed, first)));
    }

    private static Optional<Duration> drained(Trial trial) {
        var runs = trial.observer().runsOf(trial.history().pushes());
        return trial.healedAt().flatMap(healed -> trial.observer().lastRecord(runs).filter(healed::isBefore)
                .map(last -> Duration.between(healed, last)));
    }
}
