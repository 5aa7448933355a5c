package io.upmpublisher.publisher.packing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.SemVersion;
import io.upmpublisher.publisher.discovery.Candidate;
import io.upmpublisher.publisher.manifest.PackageManifest;
import io.upmpublisher.publisher.packing.WorkFolderException.Code;
import io.upmpublisher.publisher.registry.DistTag;
import io.upmpublisher.publisher.report.Reporting;
import io.upmpublisher.publisher.source.PackageSource;
import io.upmpublisher.publisher.tarball.PackageFile;
import io.upmpublisher.publisher.tarball.PackageTree;
import io.upmpublisher.publisher.tarball.TarballLimits;

/** Whose fault it is that a tarball could not be written. */
class PackerFaultsTest {

    private static final int SIZE = 300_000;

    @TempDir
    Path folder;

    @Test
    @EnabledIf("thereIsADeviceThatIsAlwaysFull")
    void blamesTheDiskThatIsFull() {
        assertThatThrownBy(() -> pack(random(), Path.of("/dev/full"))).isInstanceOfSatisfying(WorkFolderException.class,
                e -> assertThat(e.code()).isEqualTo(Code.WORK_FOLDER_FULL))
                .hasMessageContaining("No space left on device").hasMessageNotContaining("/dev/full");
    }

    @Test
    void blamesTheWorkFolderThatIsGone() {
        assertThatThrownBy(() -> pack(random(), folder.resolve("gone/package.tgz"))).isInstanceOfSatisfying(
                WorkFolderException.class, e -> assertThat(e.code()).isEqualTo(Code.WORK_FOLDER_UNUSABLE));
    }

    @Test
    void doesNotBlameTheWorkFolderForContentThatCannotBeRead() {
        var damaged = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("Input/output error");
            }
        };

        assertThatThrownBy(() -> pack(damaged, folder.resolve("package.tgz"))).isInstanceOf(IOException.class)
                .isNotInstanceOf(WorkFolderException.class);
    }

    @ParameterizedTest
    @MethodSource
    void tellsWhatTheDiskObjectsTo(IOException thrown, Code code) {
        assertThat(WorkFolderException.of(thrown).code()).isEqualTo(code);
    }

    static Stream<Arguments> tellsWhatTheDiskObjectsTo() {
        return Stream.of(Arguments.of(new FileSystemException("/w/a", null, "Disk quota exceeded"), Code.WORK_FOLDER_FULL),
                Arguments.of(new AccessDeniedException("/w/a"), Code.WORK_FOLDER_NOT_WRITABLE),
                Arguments.of(new FileSystemException("/w/a", null, "Read-only file system"), Code.WORK_FOLDER_NOT_WRITABLE),
                Arguments.of(new IOException("Input/output error"), Code.WORK_FOLDER_UNUSABLE),
                Arguments.of(new IOException(), Code.WORK_FOLDER_UNUSABLE));
    }

    @Test
    void doesNotTakeBeingStoppedForAFault() {
        assertThatThrownBy(() -> WorkFile.told(() -> {
            throw new ClosedByInterruptException();
        })).isInstanceOf(ClosedByInterruptException.class);
    }

    static boolean thereIsADeviceThatIsAlwaysFull() {
        return Path.of("/dev/full").toFile().exists();
    }

    private static void pack(InputStream content, Path target) throws Exception {
        PackageTree tree = () -> List.of(new Content(content));
        var manifest = new PackageManifest(PackageName.of("com.acme.a"), SemVersion.parse("1.0.0"), "1.0.0",
                JsonNodeFactory.instance.objectNode());
        var candidate = new Candidate(new PackageSource("package.json", new byte[0], tree), manifest, Set.of(), false,
                new Reporting("package.json"));
        new Packer(new TarballLimits(10, 1 << 20, 1 << 20, 6), 1 << 20).pack(candidate, CommitId.of("1".repeat(40)),
                DistTag.LATEST, target);
    }

    // More than is buffered, and nothing that compresses to less.
    private static InputStream random() {
        var random = new Random(1);
        return new InputStream() {
            private int left = SIZE;

            @Override
            public int read() {
                return left-- > 0 ? random.nextInt(256) : -1;
            }
        };
    }

    private record Content(InputStream open) implements PackageFile {
        @Override
        public String path() {
            return "big.bin";
        }

        @Override
        public Kind kind() {
            return Kind.REGULAR;
        }

        @Override
        public boolean executable() {
            return false;
        }

        @Override
        public long size() {
            return SIZE;
        }
    }
}
