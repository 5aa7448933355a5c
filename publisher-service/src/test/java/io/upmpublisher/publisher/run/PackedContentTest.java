package io.upmpublisher.publisher.run;

import static io.upmpublisher.publisher.run.Pipeline.outcomes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.upmpublisher.events.PackageReport.Warning;
import io.upmpublisher.publisher.run.PublisherTestResource.Outside;
import io.upmpublisher.testing.LfsServer;
import io.upmpublisher.testing.UnityRepository;

/** What the registry has in the end, against what a clone would have packed. */
@QuarkusTest
@QuarkusTestResource(PublisherTestResource.class)
class PackedContentTest {

    private static final String LFS = "*.png filter=lfs diff=lfs merge=lfs -text\n";

    @Inject
    Pipeline pipeline;

    Outside outside;

    @TempDir
    Path folder;

    private final String id = UUID.randomUUID().toString().substring(0, 8);
    private final String scope = "com.studio.t" + id;
    private final String name = "studio/test-" + id;
    private UnityRepository repository;

    @BeforeEach
    void makeRepository() {
        repository = UnityRepository.create(outside.gitRoot(), name).withPackage("A", scope, "1.0.0", Map.of());
    }

    @Test
    void publishesFilesThatGitLfsKeeps() throws Exception {
        var picture = new byte[3_000_000];
        new Random(1).nextBytes(picture);
        var commit = repository.file(".gitattributes", LFS).file("A/Runtime/big.png", outside.lfs().put(name, picture))
                .file("A/Runtime/copy.png", LfsServer.pointerTo(picture)).file("A/empty.png", "")
                .file("A/.npmignore", "ignored/\n").file("A/ignored/absent.png", LfsServer.pointerTo("absent".getBytes()))
                .commit("Add");

        var completed = pipeline.run(RequestBuilder.of(name, 1, commit).build());

        assertThat(outcomes(completed)).containsExactly("A/package.json: published PUBLISHED");
        var files = outside.registry().files(scope, "1.0.0");
        assertThat(files.get("Runtime/big.png")).isEqualTo(picture);
        assertThat(files.get("Runtime/copy.png")).isEqualTo(picture);
        assertThat(files.get("empty.png")).isEmpty();
        assertThat(files).doesNotContainKey("ignored/absent.png");
        assertThat(completed.packages().getFirst().unpackedSize().orElseThrow()).isGreaterThan(6_000_000);
    }

    @Test
    void publishesTheBytesOfAClone() throws Exception {
        var commit = repository.file(".gitattributes", "*.cs text eol=crlf\n*.rc working-tree-encoding=UTF-16LE-BOM eol=crlf\n")
                .file("A/Editor/.gitattributes", "*.cs -text\n*.txt ident\nhidden.md export-ignore\n")
                .file("A/Runtime/A.cs", "class A\n{\n}\n").file("A/Editor/B.cs", "class B\n{\n}\n")
                .file("A/Editor/id.txt", "$Id$\n").file("A/Editor/hidden.md", "seen\n")
                .file("A/app.rc", "Größe\n").executable("A/tool.cs", "#!\n").commit("Add");

        assertThat(outcomes(pipeline.run(RequestBuilder.of(name, 1, commit).build())))
                .containsExactly("A/package.json: published PUBLISHED");
        var clone = repository.checkOut(folder.resolve("clone")).resolve("A");

        var files = outside.registry().files(scope, "1.0.0");
        for (var file : files.entrySet()) {
            assertThat(file.getValue()).as(file.getKey()).isEqualTo(Files.readAllBytes(clone.resolve(file.getKey())));
        }
        assertThat(files).hasSizeGreaterThan(10);
        assertThat(files.get("Runtime/A.cs"))
                .isEqualTo("class A\r\n{\r\n}\r\n".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void warnsOfWhatCannotBePacked() {
        var commit = repository.file("A/.npmignore", "ignored\n").submodule("A/Plugins", "1".repeat(40))
                .submodule("A/ignored", "2".repeat(40)).symlink("A/Runtime/link.cs", "Sample.cs")
                .file(".gitattributes", "*.txt working-tree-encoding=ISO-8859-1\n").file("A/euro.txt", "10 €\n").commit("Add");

        var completed = pipeline.run(RequestBuilder.of(name, 1, commit).build());

        assertThat(outcomes(completed)).containsExactly("A/package.json: published PUBLISHED");
        assertThat(completed.packages().getFirst().warnings()).filteredOn(warning -> !warning.code().endsWith("_MISSING"))
                .extracting(Warning::code, warning -> warning.message().replaceAll("^.*(?:themselves|place|encoding): ", ""))
                .containsExactlyInAnyOrder(tuple("SUBMODULE_NOT_PACKED", "Plugins."),
                        tuple("SYMLINK_NOT_PACKED", "Runtime/link.cs."), tuple("ENCODING_NOT_GIVEN", "euro.txt."));
    }

    @Test
    void neverPacksAPointer() {
        var pointer = LfsServer.pointerTo("absent".getBytes(StandardCharsets.UTF_8));
        var commit = repository.file("A/big.png", pointer).withPackage("B", scope + ".b", "1.0.0", Map.of())
                .file("B/.gitattributes", LFS).file("B/big.png", pointer).withPackage("C", scope + ".c", "1.0.0", Map.of())
                .file("C/.gitattributes", LFS).file("C/big.png", pointer.replace("\n", "\r\n"))
                .withPackage("D", scope + ".d", "1.0.0", Map.of(scope + ".b", "1.0.0"))
                .withPackage("E", scope + ".e", "1.0.0", Map.of()).file("E/.gitattributes", "*.md working-tree-encoding\n")
                .withPackage("F", scope + ".f", "1.0.0", Map.of()).file("F/.gitattributes", "* working-tree-encoding=SJIS\n")
                .commit("Add");

        var completed = pipeline.run(RequestBuilder.of(name, 1, commit).build());

        assertThat(outcomes(completed)).containsExactly("A/package.json: failed LFS_CONTENT_MISSING",
                "B/package.json: failed LFS_OBJECT_MISSING", "C/package.json: failed LFS_POINTER_INVALID",
                "D/package.json: held DEPENDENCY_FAILED", "E/package.json: failed ATTRIBUTES_UNUSABLE",
                "F/package.json: failed ENCODING_UNSUPPORTED");
        assertThat(completed.packages()).filteredOn(report -> report.code().startsWith("LFS_"))
                .allSatisfy(report -> assertThat(report.cause()).contains("big.png"));
        assertThat(outside.registry().taken(scope)).isEmpty();
    }

    @Test
    void readsTheManifestAsItIsCheckedOut() {
        var commit = repository.file("A/.gitattributes", "*.json working-tree-encoding=UTF-16\n").commit("Add");

        assertThat(outcomes(pipeline.run(RequestBuilder.of(name, 1, commit).build())))
                .containsExactly("A/package.json: failed MANIFEST_UNREADABLE");
    }

    @Test
    void goesOnAfterTheGitHostComesBack() throws IOException, InterruptedException {
        var commit = repository.file(".gitattributes", LFS).file("A/big.png", outside.lfs().put(name, "picture".getBytes()))
                .commit("Add");
        // More than one attempt asks.
        outside.lfs().instead(name + ".git/info/lfs", 7, LfsServer.status(503));

        assertThat(outcomes(pipeline.run(RequestBuilder.of(name, 1, commit).build())))
                .containsExactly("A/package.json: published PUBLISHED");
        assertThat(outside.registry().files(scope, "1.0.0").get("big.png")).isEqualTo("picture".getBytes());
    }
}
