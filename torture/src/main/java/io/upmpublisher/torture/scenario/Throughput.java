package io.upmpublisher.torture.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How evenly work is finished. Each quarter of it is held against the others of the same run: how fast the machine is has no
 * part
 * in that, and who stands still for a while or gets slower and slower shows.
 */
final class Throughput {

    private static final int QUARTERS = 4;

    private final List<Sample> samples = new ArrayList<>();

    /**
     * @param at since any moment before
     * @param finished how much there was then, which never gets less
     */
    void note(Duration at, int finished) {
        samples.add(new Sample(at, finished));
    }

    /** How often the slowest quarter takes as long as the others on the average; 1 is best. */
    double unevenness() {
        var quarters = quarters();
        var slowest = quarters.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        var others = (quarters.stream().mapToDouble(Double::doubleValue).sum() - slowest) / (QUARTERS - 1);
        return slowest == 0 ? 1 : slowest / others;
    }

    private List<Double> quarters() {
        var quarters = new ArrayList<Double>();
        var from = samples.getFirst();
        for (var quarter = 1; quarter <= QUARTERS; quarter++) {
            var share = (double) samples.getLast().finished() * quarter / QUARTERS;
            var to = samples.stream().filter(sample -> sample.finished() >= share).findFirst().orElseThrow();
            quarters.add((to.at().toNanos() - from.at().toNanos()) / 1e9);
            from = to;
        }
        return quarters;
    }

    private record Sample(Duration at, int finished) {
    }
}
