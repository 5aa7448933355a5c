package io.upmpublisher.publisher.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.upmpublisher.events.PackageReport;
import io.upmpublisher.events.PackageSelection;
import io.upmpublisher.events.RepositoryMode;
import io.upmpublisher.events.RepositorySettings;
import io.upmpublisher.events.RepositoryStatus;
import io.upmpublisher.git.GitException;
import io.upmpublisher.git.GitFault;
import io.upmpublisher.publisher.discovery.Discovery;
import io.upmpublisher.publisher.manifest.ManifestReader;
import io.upmpublisher.publisher.manifest.UpmPackageRule;
import io.upmpublisher.publisher.source.ServedRepository;
import io.upmpublisher.publisher.source.Source;
import io.upmpublisher.publisher.tarball.PackEntry;
import io.upmpublisher.publisher.tarball.PackList;
import io.upmpublisher.publisher.tarball.PackageFile;
import io.upmpublisher.publisher.tarball.PackingRefusedException;
import io.upmpublisher.testing.UnityRepository;

/** Whatever somebody commits, the package fails with a code, and nothing is read or kept that has no limit. */
class HostileRepositoryTest {

    private static final String MANIFEST = "{\"name\":\"com.acme.a\",\"version\":\"1.0.0\",\"unity\":\"2021.3\"}";

    @TempDir
    Path folder;

    private ServedRepository served;
    private UnityRepository repository;

    @BeforeEach
    void start() {
        served = ServedRepository.start("studio/hostile", folder);
        repository = served.repository();
    }

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void readsNoMoreOfAManifestThanItMayHave() {
        var huge = new byte[100 << 20];
        Arrays.fill(huge, (byte) ' ');
        var commit = repository.file("A/package.json", huge).commit("Add");

        with(commit, source -> {
            assertThat(source.packageAt("A/package.json").orElseThrow().manifest()).hasSize(ManifestReader.MAX_BYTES + 1);
            assertThat(discover(source).settled()).extracting(report -> report.code()).containsExactly("MANIFEST_TOO_LARGE");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = { "com.acme.\u202egnp", "com.acme.\u0007bell", "com.acme.\u0000", "com.acme.\u200bx", "com/../x",
            "com\\acme", "com:acme:x" })
    void refusesNamesThatShowAsOthers(String name) {
        var text = new StringBuilder();
        name.chars().forEach(c -> text.append("\\u%04x".formatted(c)));
        var commit = repository.file("A/package.json", "{\"name\":\"" + text + "\",\"version\":\"1.0.0\",\"unity\":\"2021.3\"}")
                .commit("Add");

        with(commit, source -> assertThat(discover(source).settled()).singleElement().satisfies(report -> {
            assertThat(report.code()).isEqualTo("NAME_INVALID");
            assertThat(report.cause()).doesNotContain(name);
        }));
    }

    @ParameterizedTest
    @ValueSource(strings = { "..", ".", "a\\b", "..\\x", "a\u0007b", ".GIT" })
    void refusesPathsThatAreNotSafeToUnpack(String path) throws IOException {
        with(commitOf(path), source -> assertPathIsRefused(source));
    }

    @Test
    void refusesAPathOfFiveThousandCharacters() throws IOException {
        with(commitOf("x".repeat(5_000)), source -> assertPathIsRefused(source));
    }

    @ParameterizedTest
    @ValueSource(strings = { "a\u202egnp.cs", "a\u200bb.cs" })
    void showsNoNameAsAnother(String path) throws IOException {
        with(commitOf(path), source -> assertThat(inspect(source, "package.json").warnings())
                .filteredOn(warning -> warning.code().equals("META_MISSING")).singleElement()
                .satisfies(warning -> assertThat(warning.message()).doesNotContain(path).contains("a ")));
    }

    @Test
    void refusesAPathOfFiveThousandCharactersInFolders() throws IOException {
        var commit = write(inserter -> {
            var blob = inserter.insert(Constants.OBJ_BLOB, bytes(MANIFEST));
            var folder = new ByteArrayOutputStream();
            append(folder, "100644", "package.json", blob);
            var tree = inserter.insert(Constants.OBJ_TREE, folder.toByteArray());
            for (var depth = 0; depth < 500; depth++) {
                var around = new ByteArrayOutputStream();
                append(around, "40000", "ten-letter", tree);
                tree = inserter.insert(Constants.OBJ_TREE, around.toByteArray());
            }
            return tree;
        });

        with(commit, source -> assertThatThrownBy(() -> discover(source)).isInstanceOfSatisfying(GitException.class,
                fault -> assertThat(fault.fault()).isEqualTo(GitFault.TREE_TOO_LARGE)));
    }

    @Test
    void leavesThePackagesFolderForNoEntryOfItsManifest() throws IOException {
        var manifest = JsonNodeFactory.instance.objectNode().put("name", "com.acme.a").put("version", "1.0.0")
                .put("unity", "2021.3").put("main", "../secret.txt");
        manifest.putObject("bin").put("a", "../secret.txt").put("b", "\u0000");
        var files = manifest.putArray("files").add("Runtime");
        List.of("..", "../..", "../secret.txt", "/etc/passwd", "C:\\secret.txt", "..\\secret.txt", "\u0000", "a\u0000b",
                "\u202e", "x".repeat(4_000), "**/../../secret.txt").forEach(files::add);
        var commit = repository.file("secret.txt", "secret").file("A/package.json", manifest.toString())
                .file("A/Runtime/a.cs", "a").file("A/b.cs", "b").commit("Add");

        with(commit, source -> {
            var candidate = discover(source).candidates().getFirst();
            try {
                assertThat(PackList.of(candidate.source().tree(), candidate.manifest().raw())).extracting(PackEntry::path)
                        .containsExactlyInAnyOrder("package.json", "Runtime/a.cs");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void passesOverAnAssemblyThatIsNestedAHundredThousandTimes() {
        var commit = repository.withPackage("A", "com.acme.a", "1.0.0", Map.of())
                .file("A/Runtime/deep.asmdef", "[".repeat(100_000) + "]".repeat(100_000)).commit("Add");

        with(commit, source -> assertThat(inspect(source, "A/package.json").warnings())
                .extracting(warning -> warning.code()).contains("ASMDEF_INVALID"));
    }

    @Test
    void takesAColonForTheDriveThatWindowsWouldSee() throws IOException {
        with(commitOf("C:Runtime.cs"), source -> assertThat(inspect(source, "package.json").warnings())
                .extracting(warning -> warning.code()).contains("META_MISSING"));
    }

    @Test
    @Timeout(60)
    void refusesATreeOfAMillionFiles() throws IOException {
        var commit = write(inserter -> {
            var blob = inserter.insert(Constants.OBJ_BLOB, bytes(MANIFEST));
            var level = new ByteArrayOutputStream();
            for (var number = 1_000; number < 2_000; number++) {
                append(level, "100644", "f" + number, blob);
            }
            var files = inserter.insert(Constants.OBJ_TREE, level.toByteArray());
            var root = new ByteArrayOutputStream();
            for (var number = 1_000; number < 2_000; number++) {
                append(root, "40000", "d" + number, files);
            }
            append(root, "100644", "package.json", blob);
            return inserter.insert(Constants.OBJ_TREE, root.toByteArray());
        });

        with(commit, source -> {
            assertThatThrownBy(() -> discover(source)).isInstanceOfSatisfying(GitException.class,
                    fault -> assertThat(fault.fault()).isEqualTo(GitFault.TREE_TOO_LARGE));
            assertThatThrownBy(() -> source.packageAt("package.json").orElseThrow().tree().files())
                    .isInstanceOf(GitException.class);
        });
    }

    @Test
    void followsNoLinkRoundInACircle() {
        var commit = repository.withPackage("A", "com.acme.a", "1.0.0", Map.of()).symlink("A/self", ".").symlink("A/x", "y")
                .symlink("A/y", "x").symlink("A/up", "../..").commit("Add");

        with(commit, source -> {
            var tree = source.packageAt("A/package.json").orElseThrow().tree();
            try {
                assertThat(PackList.whole(tree, JsonNodeFactory.instance.objectNode()).others()).extracting(PackageFile::path)
                        .containsExactlyInAnyOrder("self", "up", "x", "y");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    private void with(String commit, Consumer<Source> use) {
        try (var source = served.open(commit)) {
            use.accept(source);
        }
    }

    private static Discovery.Found discover(Source source) {
        return Discovery.in(source, PackageSelection.all(), new UpmPackageRule(Set.of()), Set.of());
    }

    private static PackageReport inspect(Source source, String path) {
        var candidates = Discovery.in(source, PackageSelection.at(path), new UpmPackageRule(Set.of()), Set.of()).candidates();
        var settings = new RepositorySettings(RepositoryStatus.ACTIVE, RepositoryMode.PUBLISH, List.of("main"), "default",
                List.of(), Optional.empty(), Optional.empty(), Optional.empty(), 1);
        try {
            Inspection.of(source, candidates, settings).inspect(candidates.getFirst(), Optional.empty());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return candidates.getFirst().reporting().published("");
    }

    private static void assertPathIsRefused(Source source) {
        assertThatThrownBy(() -> inspect(source, "package.json")).isInstanceOfSatisfying(PackingRefusedException.class,
                refused -> assertThat(refused.code()).isEqualTo(PackingRefusedException.Code.PATH_REFUSED));
    }

    /** As raw bytes: every git command refuses to write such a tree. */
    private String commitOf(String name) throws IOException {
        return write(inserter -> {
            var blob = inserter.insert(Constants.OBJ_BLOB, bytes(MANIFEST));
            var tree = new ByteArrayOutputStream();
            List.of("package.json", name).stream().sorted().forEach(each -> append(tree, "100644", each, blob));
            return inserter.insert(Constants.OBJ_TREE, tree.toByteArray());
        });
    }

    private String write(Tree tree) throws IOException {
        try (var bare = new FileRepositoryBuilder().setGitDir(repository.gitDirectory().toFile()).build();
                var inserter = bare.newObjectInserter()) {
            var commit = new CommitBuilder();
            commit.setTreeId(tree.insert(inserter));
            commit.setAuthor(new PersonIdent("sam", "sam@studio.example"));
            commit.setCommitter(commit.getAuthor());
            commit.setMessage("Hostile");
            var id = inserter.insert(commit);
            inserter.flush();
            var update = bare.updateRef("refs/heads/main");
            update.setNewObjectId(id);
            update.forceUpdate();
            return id.name();
        }
    }

    private static void append(ByteArrayOutputStream tree, String mode, String name, ObjectId id) {
        tree.writeBytes(bytes(mode + " " + name));
        tree.write(0);
        var raw = new byte[Constants.OBJECT_ID_LENGTH];
        id.copyRawTo(raw, 0);
        tree.writeBytes(raw);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @FunctionalInterface
    private interface Tree {
        ObjectId insert(ObjectInserter inserter) throws IOException;
    }
}
