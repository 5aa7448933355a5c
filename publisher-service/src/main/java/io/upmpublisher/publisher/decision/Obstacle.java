package io.upmpublisher.publisher.decision;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.Optional;

import io.upmpublisher.events.PackageReport;
import io.upmpublisher.git.GitException;
import io.upmpublisher.publisher.lfs.LfsException;
import io.upmpublisher.publisher.packing.WorkFolderException;
import io.upmpublisher.publisher.report.Reporting;
import io.upmpublisher.publisher.tarball.PackingRefusedException;

/**
 * What a package met that kept it from being packed: itself, the repository, our own disk. What a registry objects to is no
 * exception and does not come here.
 */
public final class Obstacle {

    private Obstacle() {
    }

    public static PackageResult met(Exception thrown, Reporting reporting) throws InterruptedException {
        return switch (thrown) {
            case PackingRefusedException e ->
                new PackageResult.Final(reporting.failed(e.code().name(), e.getMessage(), e.code().remedy(), false));
            case LfsException e -> result(e.fault().retryHelps(), e.retryAfter(),
                    reporting.failed(e.fault().name(), e.getMessage(), e.fault().remedy(), e.fault().retryHelps()));
            case GitException e -> result(e.transientFault(), e.retryAfter(),
                    reporting.failed(e.code(), e.reason(), e.fault().remedy(), e.transientFault()));
            case InterruptedIOException e -> throw stopped(e);
            case ClosedByInterruptException e -> throw stopped(e);
            case WorkFolderException e -> result(true, Optional.empty(),
                    reporting.failed(e.code().name(), e.getMessage(), e.code().remedy(), true));
            // What git cannot give has codes of its own; what is read from elsewhere are the files that Git LFS keeps.
            case IOException e -> result(true, Optional.empty(),
                    reporting.failed("CONTENT_UNREADABLE",
                            "The content of the package's files could not be read (" + e.getClass().getSimpleName() + ").",
                            "Check the disk of the publisher's mirror folder (UPM_MIRROR_DIR); it is tried again.", true));
            default -> throw new IllegalArgumentException("no obstacle to packing", thrown);
        };
    }

    private static PackageResult result(boolean retryHelps, Optional<Duration> after, PackageReport report) {
        return retryHelps ? new PackageResult.Transient(report, after) : new PackageResult.Final(report);
    }

    private static InterruptedException stopped(IOException e) {
        return (InterruptedException) new InterruptedException(e.getMessage()).initCause(e);
    }
}
