package io.upmpublisher.publisher.decision;

import java.io.IOException;
import java.util.Optional;
import java.util.function.BiConsumer;

import io.upmpublisher.publisher.discovery.Candidate;
import io.upmpublisher.publisher.packing.Packer;
import io.upmpublisher.publisher.registry.Packument;
import io.upmpublisher.publisher.tarball.PackedTarball;

/** Decides about a package and packs it as a run would, and sends nothing. */
public final class PackagePlanner {

    /** Of a package that would be published. */
    public static final String PLAN_MODE = "PLAN_MODE";

    private final PackageDecider decider;
    private final Packer packer;
    private final BiConsumer<Candidate, PackedTarball> packed;

    /** @param packed is given each package that would be published, by several threads */
    public PackagePlanner(PackageDecider decider, Packer packer, BiConsumer<Candidate, PackedTarball> packed) {
        this.decider = decider;
        this.packer = packer;
        this.packed = packed;
    }

    public PackageResult plan(Candidate candidate) throws InterruptedException {
        return decider.lookUp(candidate, packument -> plan(candidate, packument));
    }

    private PackageResult plan(Candidate candidate, Optional<Packument> packument)
            throws IOException, InterruptedException {
        return switch (decider.decide(candidate, packument)) {
            case PackageDecision.Settled(var report) -> new PackageResult.Final(report);
            case PackageDecision.Unsettled(var result) -> result;
            case PackageDecision.Publish(var tag) -> {
                candidate.reporting().distTag(tag.value());
                packed.accept(candidate, packer.measure(candidate));
                yield new PackageResult.Final(decider.stop(candidate).orElseGet(() -> candidate.reporting().skipped(PLAN_MODE,
                        "It would be published under the tag " + tag + ".")));
            }
        };
    }
}
