package io.upmpublisher.torture.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import io.upmpublisher.testing.stack.Service;
import io.upmpublisher.testing.stack.ServiceProcess;
import io.upmpublisher.torture.check.Finding;
import io.upmpublisher.torture.check.Observer;
import io.upmpublisher.torture.load.Door;
import io.upmpublisher.torture.load.History;
import io.upmpublisher.torture.load.Load;
import io.upmpublisher.torture.load.Pace;
import io.upmpublisher.torture.load.Studio;
import io.upmpublisher.torture.subject.Subject;

/** One run of a scenario: what it works with, and what it notes. */
public final class Trial {

    private static final Duration POLL = Duration.ofMillis(250);

    private final Subject subject;
    private final List<Studio> studios;
    private final Door door;
    private final Observer observer;
    private final Size size;
    private final RandomGenerator random;
    private final History history = new History();
    private final List<Finding> broken = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private Optional<Instant> healedAt = Optional.empty();
    private final Set<String> deadLettersExpected = new HashSet<>();

    /**
     * @param events how many pushes a scenario makes
     * @param isLong whether faults are many and last
     */
    public record Size(int events, boolean isLong) {

        /** A number of faults, or a time, of the short and of the long form. */
        int times(int shortly, int atLength) {
            return isLong ? atLength : shortly;
        }

        Duration seconds(int shortly, int atLength) {
            return Duration.ofSeconds(times(shortly, atLength));
        }
    }

    public Trial(Subject subject, List<Studio> studios, Door door, Size size, RandomGenerator random) {
        this.subject = subject;
        this.studios = studios;
        this.door = door;
        this.observer = new Observer(subject, studios);
        this.size = size;
        this.random = random;
    }

    Subject subject() {
        return subject;
    }

    List<Studio> studios() {
        return studios;
    }

    Door door() {
        return door;
    }

    Size size() {
        return size;
    }

    RandomGenerator random() {
        return random;
    }

    /** A generator of its own for other threads. */
    RandomGenerator splitRandom() {
        return Load.generator(random.nextLong());
    }

    /** Begins to push as many versions as the run's size says, over about this time. */
    Load begin(Duration over) {
        return begin(Pace.usual(size.events(), over));
    }

    Load begin(Pace pace) {
        return Load.begin(studios, door, history, pace, random);
    }

    /** Waits until all is sent; a door that stays shut ends the trial instead. */
    void awaitSent(Load load) throws InterruptedException {
        if (!load.awaitEnd(Duration.ofMinutes(size.isLong() ? 10 : 2))) {
            broke("the door", "it did not take everything in time");
        }
    }

    /**
     * Waits until all that was sent so far is worked off, or no run was finished for long.
     *
     * @return false if something is left
     */
    public boolean workOff() throws InterruptedException {
        return workOff(progress -> {
        });
    }

    /**
     * The same, seen as it goes on.
     *
     * @param watcher told of each look
     */
    boolean workOff(Consumer<Observer.Progress> watcher) throws InterruptedException {
        var pushes = history.pushes();
        var patience = size.isLong() ? Duration.ofMinutes(3) : Duration.ofSeconds(90);
        var seen = observer.progress(pushes);
        watcher.accept(seen);
        var gotOnAt = System.nanoTime();
        while (!seen.isOver()) {
            if (System.nanoTime() - gotOnAt > patience.toNanos()) {
                return false;
            }
            Thread.sleep(POLL);
            var now = observer.progress(pushes);
            watcher.accept(now);
            if (now.told() > seen.told()) {
                gotOnAt = System.nanoTime();
            }
            seen = now;
        }
        return true;
    }

    public Observer observer() {
        return observer;
    }

    /** Notes that nothing stands in the way of the product any more. */
    void healed() {
        healedAt = Optional.of(Instant.now());
    }

    /** Lets time pass, as while a fault lasts. */
    void let(Duration pass) throws InterruptedException {
        Thread.sleep(pass);
    }

    /** A time between nothing and this. */
    Duration upTo(Duration longest) {
        return Duration.ofMillis((long) (random.nextDouble() * longest.toMillis()));
    }

    /** Waits until it is so; whether it came so is for the caller to judge. */
    boolean within(Duration atMost, BooleanSupplier condition) throws InterruptedException {
        var end = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(POLL);
        }
        return true;
    }

    void require(boolean kept, String about, String otherwise) {
        if (!kept) {
            broke(about, otherwise);
        }
    }

    void broke(String about, String what) {
        broken.add(new Finding(Finding.Kind.BROKEN, about, what));
    }

    /** A figure or fact for the report. */
    void note(String text) {
        notes.add(text);
    }

    /** No process may have ended, or say that it needs a restart. */
    void requireAllLive(String when) {
        for (var process : subject.all()) {
            require(process.isAlive(), process.service().key(), "it ended " + when);
            require(process.isLive(), process.service().key(), "its liveness failed " + when);
        }
    }

    void kill(Service service) {
        subject.replicas(service).stream().filter(ServiceProcess::isAlive).forEach(ServiceProcess::kill);
    }

    /** What the scenario makes the product give up on: dead letters with this code are not held against it. */
    void expectDeadLetters(String code) {
        deadLettersExpected.add(code);
    }

    public History history() {
        return history;
    }

    public List<Finding> broken() {
        return List.copyOf(broken);
    }

    public List<String> notes() {
        return List.copyOf(notes);
    }

    public Optional<Instant> healedAt() {
        return healedAt;
    }

    public boolean expectsDeadLetters(String code) {
        return deadLettersExpected.contains(code);
    }
}
