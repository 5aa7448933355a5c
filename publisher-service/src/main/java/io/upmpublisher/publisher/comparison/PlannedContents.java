package io.upmpublisher.publisher.comparison;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.CommitRef;
import io.upmpublisher.events.Fault;
import io.upmpublisher.events.PackageReport;
import io.upmpublisher.events.PackageSelection;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.git.GitException;
import io.upmpublisher.git.GitFault;
import io.upmpublisher.publisher.decision.Obstacle;
import io.upmpublisher.publisher.discovery.Candidate;
import io.upmpublisher.publisher.discovery.Discovery;
import io.upmpublisher.publisher.discovery.RunRefusedException;
import io.upmpublisher.publisher.lfs.LfsException;
import io.upmpublisher.publisher.manifest.UpmPackageRule;
import io.upmpublisher.publisher.packing.Packer;
import io.upmpublisher.publisher.report.Wording;
import io.upmpublisher.publisher.run.RunConfig;
import io.upmpublisher.publisher.source.Source;
import io.upmpublisher.publisher.source.Sources;
import io.upmpublisher.publisher.tarball.PackingRefusedException;
import io.upmpublisher.publisher.tarball.TarballContents;

/** The files of a version as its run would have packed them, read from its commit once more: nothing of them was kept. */
@ApplicationScoped
class PlannedContents {

    private final Sources sources;
    private final Packer packer;
    private final UpmPackageRule rule;

    PlannedContents(Sources sources, RunConfig config) {
        this.sources = sources;
        this.packer = Packer.of(config.packing());
        this.rule = new UpmPackageRule(config.discovery().scopes().orElse(Set.of()));
    }

    sealed interface Reading {

        record Read(TarballContents contents) implements Reading {
        }

        /** As of a commit that the repository does not have any more. */
        record Unreadable(Fault fault) implements Reading {
        }
    }

    Reading of(RepositoryName repository, Expected expected) throws InterruptedException {
        try (var source = sources.open(repository, CommitRef.of(expected.commit().value()), Optional.empty(),
                Optional.empty())) {
            return of(source, expected);
        } catch (GitException e) {
            if (e.fault() == GitFault.FETCH_INTERRUPTED) {
                throw (InterruptedException) new InterruptedException(e.getMessage()).initCause(e);
            }
            return new Reading.Unreadable(new Fault(e.code(), Wording.of(e.reason(), Wording.CAUSE), e.fault().remedy(),
                    e.transientFault()));
        } catch (RunRefusedException e) {
            return new Reading.Unreadable(e.fault());
        }
    }

    private Reading of(Source source, Expected expected) throws InterruptedException {
        var found = Discovery.in(source, PackageSelection.at(expected.path()), rule, Set.of());
        // The rules for what is a package may have changed since.
        return found.candidates().isEmpty() ? new Reading.Unreadable(faultOf(found.settled().getFirst()))
                : of(found.candidates().getFirst());
    }

    private Reading of(Candidate candidate) throws InterruptedException {
        try {
            return new Reading.Read(packer.contentsOf(candidate));
        } catch (PackingRefusedException | LfsException | GitException | IOException e) {
            return new Reading.Unreadable(faultOf(Obstacle.met(e, candidate.reporting()).report()));
        }
    }

    private static Fault faultOf(PackageReport report) {
        return new Fault(report.code(), report.cause(), report.remedy().orElse(""), report.retryHelps());
    }
}
