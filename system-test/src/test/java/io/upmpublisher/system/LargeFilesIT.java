package io.upmpublisher.system;

import static io.upmpublisher.system.PackageAssert.assertThatPackage;
import static io.upmpublisher.system.RunAssert.assertThatRun;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.upmpublisher.testing.LfsServer;
import io.upmpublisher.testing.stack.HeldDownload;

@SystemTest
class LargeFilesIT {

    private static final int SIZE = 1 << 20;
    private static final String FILE = "Runtime/Terrain.bytes";

    private final Stack stack;

    LargeFilesIT(Stack stack) {
        this.stack = stack;
    }

    @Test
    void publisherThatIsKilledWhileItFetchesAFileFetchesItAgainWhole() throws IOException {
        var content = new byte[SIZE];
        new Random(SIZE).nextBytes(content);
        var oid = LfsServer.oid(content);
        var game = stack.repository("large-file").withPackage("core", "1.0.0");
        game.file(".gitattributes", "*.bytes filter=lfs diff=lfs merge=lfs -text\n")
                .file("Packages/core/" + FILE, stack.lfs().put(game.name(), content));
        var held = new HeldDownload(content);
        stack.lfs().instead(oid, 1, held);
        var run = game.push("Add core with a terrain");
        held.awaitReached();
        await("half of it to be written").atMost(Duration.ofSeconds(20)).until(() -> incoming().stream()
                .anyMatch(file -> file.toFile().length() > 0));

        stack.publisher().kill();
        held.drop();
        assertThat(incoming()).as("what the killed process leaves").singleElement()
                .satisfies(file -> assertThat(file.toFile().length()).isBetween(1L, SIZE - 1L));
        // What a machine that lost its power may have in the place of a whole file: as long, and torn.
        var cached = stack.lfsCache().resolve(game.name()).resolve(oid.substring(0, 2)).resolve(oid);
        Files.createDirectories(cached.getParent());
        Files.write(cached, Arrays.copyOf(Arrays.copyOf(content, SIZE / 2), SIZE));
        stack.publisher().start().awaitReady();

        assertThatRun(run).ended("published").hasPackages("published", game.manifestOf("core"));
        assertThatPackage(stack, game.nameOf("core")).hasVersions("1.0.0").wasPublishedOnce("1.0.0");
        var installed = new Npm(stack.verdaccio()).install(game.nameOf("core") + "@1.0.0");
        assertThat(installed.resolve(game.nameOf("core")).resolve(FILE)).hasBinaryContent(content);
        assertThat(stack.lfs().requests()).filteredOn(request -> request.path().endsWith(oid)).as("downloads").hasSize(2);
        assertThat(cached).hasBinaryContent(content);
        assertThat(incoming()).isEmpty();
    }

    private List<Path> incoming() throws IOException {
        var folder = stack.lfsCache().resolve(".incoming");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }
}
