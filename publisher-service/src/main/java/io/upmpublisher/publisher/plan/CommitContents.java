package io.upmpublisher.publisher.plan;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.upmpublisher.git.GitException;
import io.upmpublisher.publisher.lfs.LfsException;
import io.upmpublisher.publisher.manifest.ManifestReader;
import io.upmpublisher.publisher.manifest.ManifestReading;
import io.upmpublisher.publisher.packing.Packer;
import io.upmpublisher.publisher.source.PackageSource;
import io.upmpublisher.publisher.source.Source;
import io.upmpublisher.publisher.tarball.PackingRefusedException;

/**
 * What is in the packages of a commit that would not be published: it is worth seeing all the same, and why they are not is in
 * their reports.
 */
final class CommitContents {

    private final Source source;
    private final Packer packer;
    private final ManifestReader reader = new ManifestReader();

    CommitContents(Source source, Packer packer) {
        this.source = source;
        this.packer = packer;
    }

    /** Empty where the manifest cannot be read, or rules and paths forbid to say what belongs to it. */
    Optional<PlannedContent> at(String manifestPath) throws InterruptedException {
        try {
            var found = source.packageAt(manifestPath);
            var manifest = found.flatMap(each -> json(reader.read(each.manifest())));
            return manifest.isPresent() ? Optional.of(content(found.get(), manifest.get())) : Optional.empty();
        } catch (InterruptedIOException e) {
            throw (InterruptedException) new InterruptedException(e.getMessage()).initCause(e);
        } catch (PackingRefusedException | GitException | LfsException | IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<ObjectNode> json(ManifestReading reading) {
        return switch (reading) {
            case ManifestReading.Readable(var manifest, var warnings) -> Optional.of(manifest.raw());
            case ManifestReading.Unreadable(var fault, var raw) -> raw;
        };
    }

    private PlannedContent content(PackageSource found, ObjectNode manifest) throws IOException, InterruptedException {
        try {
            return PlannedContent.of(packer.measure(found, manifest));
        } catch (InterruptedIOException e) {
            throw e;
        } catch (PackingRefusedException | GitException | LfsException | IOException e) {
            return PlannedContent.unpacked(packer.list(found, manifest));
        }
    }
}
