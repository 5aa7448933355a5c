package io.upmpublisher.publisher.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.upmpublisher.git.GitException;
import io.upmpublisher.publisher.lfs.LfsException;
import io.upmpublisher.publisher.lfs.LfsFault;
import io.upmpublisher.publisher.packing.WorkFolder;
import io.upmpublisher.publisher.report.Reporting;
import io.upmpublisher.publisher.tarball.PackingRefusedException;

class ObstacleTest {

    private static final String PATH = "A/package.json";

    @TempDir
    Path folder;

    @Test
    void tellsThePackageTheRepositoryAndTheDiskApart() throws Exception {
        assertThat(codeOf(new PackingRefusedException(PackingRefusedException.Code.TOO_MANY_FILES, "too many")))
                .isEqualTo("TOO_MANY_FILES");
        assertThat(codeOf(new LfsException(LfsFault.LFS_OBJECT_MISSING, "missing"))).isEqualTo("LFS_OBJECT_MISSING");
        assertThat(codeOf(new IOException("Input/output error"))).isEqualTo("CONTENT_UNREADABLE");
        assertThat(codeOf(ofAFolderThatIsGone())).isEqualTo("WORK_FOLDER_UNUSABLE");
    }

    @Test
    void triesAgainWhatIsNotThePackagesOwn() throws Exception {
        for (var passing : List.of(new IOException("Input/output error"), ofAFolderThatIsGone(),
                new LfsException(LfsFault.LFS_UNREACHABLE, "no answer"))) {
            assertThat(Obstacle.met(passing, new Reporting(PATH))).isInstanceOf(PackageResult.Transient.class);
        }
        assertThat(Obstacle.met(new PackingRefusedException(PackingRefusedException.Code.PATH_REFUSED, "bad"),
                new Reporting(PATH))).isInstanceOf(PackageResult.Final.class);
    }

    @Test
    void leavesAHostAloneForAsLongAsItAsks() throws Exception {
        var limited = GitException.credentialUnavailable("no more tokens", Optional.of(Duration.ofMinutes(20)),
                new IOException());
        assertThat(Obstacle.met(limited, new Reporting(PATH))).isInstanceOfSatisfying(PackageResult.Transient.class,
                result -> assertThat(result.after()).contains(Duration.ofMinutes(20)));
    }

    @Test
    void saysNothingOfAPackageThatWasStopped() {
        for (var stopped : List.of(new InterruptedIOException(), new ClosedByInterruptException())) {
            assertThatThrownBy(() -> Obstacle.met(stopped, new Reporting(PATH))).isInstanceOf(InterruptedException.class);
        }
    }

    private IOException ofAFolderThatIsGone() throws IOException {
        var shared = folder.resolve("work");
        var work = WorkFolder.under(shared);
        try (var subfolders = Files.newDirectoryStream(shared, Files::isDirectory)) {
            for (var each : subfolders) {
                Files.delete(each);
            }
        }
        try {
            work.newFile();
            throw new AssertionError("a file in a folder that is gone");
        } catch (IOException e) {
            return e;
        } finally {
            work.close();
        }
    }

    private static String codeOf(Exception thrown) throws InterruptedException {
        return Obstacle.met(thrown, new Reporting(PATH)).report().code();
    }
}
