package io.upmpublisher.torture.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.upmpublisher.torture.load.Pace;

/** A studio's whole day within a minute. */
final class Burst implements Scenario {

    // Other work of the machine, and the short form's quarters of 16 pushes, make up to 5 of it; a standstill is dozens of times.
    private static final double MOST_UNEVEN = 12;

    @Override
    public String name() {
        return "burst";
    }

    @Override
    public String description() {
        return "pushes at 17 a second, nothing broken: 1,000 within a minute in the long form";
    }

    @Override
    public void run(Trial trial) throws InterruptedException {
        var events = trial.size().times(64, 1000);
        var load = trial.begin(Pace.prepared(events, Duration.ofMillis(events * 60L)));
        load.awaitPrepared();
        var samples = new ArrayList<Long>(List.of(memory(trial)));
        var throughput = new Throughput();
        var began = System.nanoTime();
        throughput.note(Duration.ZERO, 0);
        while (!load.isOver()) {
            trial.let(Duration.ofMillis(500));
            samples.add(memory(trial));
            throughput.note(since(began), trial.observer().progress(trial.history().pushes()).told());
        }
        trial.awaitSent(load);
        trial.note("%d pushes taken in within %d s".formatted(trial.history().pushes().size(),
                since(began).toSeconds()));
        trial.require(trial.history().pushes().stream().noneMatch(push -> push.wasIndeterminate()), "ingress",
                "it refused some of a burst");
        trial.healed();
        trial.workOff(progress -> throughput.note(since(began), progress.told()));
        samples.add(memory(trial));
        var unevenness = throughput.unevenness();
        trial.require(unevenness < MOST_UNEVEN, "the pipeline", String.format(Locale.ROOT,
                "a quarter of the burst took %.1f times as long as the others: it stood still or got slow", unevenness));
        trial.note(String.format(Locale.ROOT, "worked off after %d s, the slowest quarter %.1f times as long as the others",
                since(began).toSeconds(), unevenness));
        // The heaps have limits, so whatever grows with the burst lies outside of them.
        trial.require(max(samples) < 2 * samples.getFirst(), "the five services", "their memory doubled during a burst");
        trial.note(String.format(Locale.ROOT, "memory of the five services %d MiB at first, at most %d MiB, %.2f of it",
                samples.getFirst() >> 20, max(samples) >> 20, (double) max(samples) / samples.getFirst()));
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static long max(List<Long> samples) {
        return samples.stream().mapToLong(Long::longValue).max().orElseThrow();
    }

    private static long memory(Trial trial) {
        return trial.subject().pids().mapToLong(Burst::residentBytes).sum();
    }

    private static long residentBytes(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream().filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10).sum();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read the memory of process " + pid, e);
        }
    }
}
