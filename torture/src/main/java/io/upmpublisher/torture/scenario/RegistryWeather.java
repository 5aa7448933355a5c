package io.upmpublisher.torture.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

import io.upmpublisher.testing.stack.RegistryFault;
import io.upmpublisher.testing.stack.RegistryFault.AnswerLost;
import io.upmpublisher.testing.stack.RegistryFault.CutShort;
import io.upmpublisher.testing.stack.RegistryFault.HangUp;
import io.upmpublisher.testing.stack.RegistryFault.Instead;
import io.upmpublisher.testing.stack.RegistryFault.Slow;
import io.upmpublisher.testing.stack.RegistryProxy;

/** Makes the registry fail in every way that registries fail, most of all after it has obeyed. */
final class RegistryWeather implements Scenario {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final double SHARE_OF_READS = 0.15;
    private static final double SHARE_OF_WRITES = 0.6;
    private static final double SHARE_OF_ORPHANS = 0.1;

    @Override
    public String name() {
        return "registry";
    }

    @Override
    public String description() {
        return "the registry answers 500, 429, 401, late, half, wrongly or not at all, also after it obeyed; orphan tarballs";
    }

    @Override
    public void run(Trial trial) throws InterruptedException {
        var registry = trial.subject().registry();
        var orphansBefore = registry.orphans();
        var weather = new Weather(trial.splitRandom());
        var load = trial.begin(trial.size().seconds(8, 45));
        registry.weather(weather::faultOf);
        trial.let(trial.size().seconds(8, 45));
        // On a busy machine the first publish may come later than that, and weather that meets nobody proves nothing.
        var faults = trial.size().times(5, 50);
        trial.require(trial.within(PATIENCE, () -> weather.faults() >= faults && registry.orphans() > orphansBefore),
                "the harness", "the registry's weather met fewer than " + faults + " requests, or left no orphan tarball");
        registry.clearUp();
        registry.refuseCredentials(true);
        trial.let(trial.size().seconds(3, 20));
        trial.requireAllLive("while the registry failed");
        registry.refuseCredentials(false);
        trial.healed();
        trial.note(weather.faults() + " requests failed, " + (registry.orphans() - orphansBefore) + " orphan tarballs");
        trial.awaitSent(load);
    }

    private static final class Weather {

        // A random generator is one thread's; the proxy asks from many.
        private final RandomGenerator random;
        private int faults;
        private int writes;

        Weather(RandomGenerator random) {
            this.random = random;
        }

        synchronized Optional<RegistryFault> faultOf(RegistryProxy.Request request) {
            var fault = request.published().isPresent() ? onWrite() : onRead(request);
            fault.ifPresent(each -> faults++);
            return fault;
        }

        synchronized int faults() {
            return faults;
        }

        private Optional<RegistryFault> onWrite() {
            var chance = writes++ == 0 ? 0 : random.nextDouble();
            if (chance < SHARE_OF_ORPHANS) {
                return Optional.of(new RegistryFault.OrphanBefore());
            }
            return chance > SHARE_OF_WRITES ? Optional.empty()
                    : Optional.of(oneOf(Instead.of(500), Instead.of(503), Instead.tooMany(Duration.ofSeconds(1)),
                            new AnswerLost(500), new AnswerLost(504), new HangUp(true), new HangUp(false), new CutShort(),
                            new Slow(Duration.ofSeconds(6))));
        }

        private Optional<RegistryFault> onRead(RegistryProxy.Request request) {
            if (random.nextDouble() > SHARE_OF_READS) {
                return Optional.empty();
            }
            // Other bytes than those that were sent: only of tarballs, whose hash tells.
            return Optional.of(request.path().contains("/-/") && random.nextBoolean() ? new RegistryFault.Altered()
                    : oneOf(Instead.of(500), Instead.of(502), Instead.tooMany(Duration.ofSeconds(1)), new HangUp(false),
                            new CutShort(), new Slow(Duration.ofSeconds(1))));
        }

        private RegistryFault oneOf(RegistryFault... faults) {
            return List.of(faults).get(random.nextInt(faults.length));
        }
    }
}
