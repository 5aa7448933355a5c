package io.upmpublisher.git;

import static io.upmpublisher.git.MirrorFixture.CORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.upmpublisher.events.CommitId;

class CommitTreeTest {
    @TempDir
    Path folder;

    private MirrorFixture git;

    @BeforeEach
    void serve() {
        git = MirrorFixture.in(folder);
    }

    @AfterEach
    void stop() {
        git.close();
    }

    @Test
    void listsEveryKindOfEntry() {
        git.repository.delete(CORE).executable("build.sh", "echo").symlink("link", "../outside")
                .submodule("vendor", "1".repeat(40)).file("päckage/ä.txt", "äö");
        var commit = git.commit("Add kinds");
        try (var mirror = fetch(commit)) {
            var tree = mirror.tree(commit);
            assertThat(tree.entries()).extracting(TreeEntry::path, TreeEntry::kind, tree::size).containsExactlyInAnyOrder(
                    tuple("build.sh", EntryKind.EXECUTABLE, 4L), tuple("link", EntryKind.SYMLINK, 10L),
                    tuple("vendor", EntryKind.SUBMODULE, 0L), tuple("päckage/ä.txt", EntryKind.REGULAR, 4L));
            assertThat(tree.read(tree.entry("link").orElseThrow(), 100)).asString().isEqualTo("../outside");
            assertThatThrownBy(() -> tree.open(tree.entry("vendor").orElseThrow()))
                    .satisfies(Faults.are(GitFault.OBJECT_INVALID));
        }
    }

    @Test
    void readsAFolderWithRelativePaths() {
        var commit = git.commit("Add core");
        try (var mirror = fetch(commit)) {
            var core = mirror.tree(commit).subtree(CORE).orElseThrow();
            assertThat(core.entries()).extracting(TreeEntry::path).contains("package.json", "Runtime/Sample.cs");
            assertThat(core.entry("package.json")).isEqualTo(
                    mirror.tree(commit).entry(CORE + "/package.json")
                            .map(e -> new TreeEntry("package.json", e.kind(), e.objectId(), e.flaw())));
            assertThat(core.entry("Runtime")).as("a folder is no file").isEmpty();
            assertThat(core.entry("absent")).isEmpty();
            assertThat(core.entry("/package.json")).isEmpty();
            assertThat(core.entry("../com.studio.core/package.json")).isEmpty();
            assertThat(core.subtree("package.json")).isEmpty();
        }
    }

    @Test
    void streamsALargeFile() throws Exception {
        var content = new byte[60_000_000];
        new Random(3).nextBytes(content);
        git.repository.file("large.bin", content);
        var commit = git.commit("Add large file");
        try (var mirror = fetch(commit)) {
            var tree = mirror.tree(commit);
            var large = tree.entry("large.bin").orElseThrow();
            assertThat(tree.size(large)).isEqualTo(content.length);
            assertThatThrownBy(() -> tree.read(large, 1_000_000)).satisfies(Faults.are(GitFault.BLOB_TOO_LARGE));
            var digest = MessageDigest.getInstance("SHA-256");
            try (var stream = new DigestInputStream(tree.open(large), digest)) {
                stream.transferTo(OutputStream.nullOutputStream());
            }
            assertThat(HexFormat.of().formatHex(digest.digest()))
                    .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
        }
    }

    @Test
    void refusesHostilePaths() throws IOException {
        var names = List.of("..", ".", ".GIT", "a\\b", "a\u0007b");
        for (var name : names) {
            var commit = commitOf(name.getBytes(StandardCharsets.UTF_8));
            try (var mirror = fetch(commit)) {
                var entry = mirror.tree(commit).entries().getFirst();
                assertThat(entry.isSound()).as(name).isFalse();
                assertThatThrownBy(() -> mirror.tree(commit).open(entry)).satisfies(Faults.are(GitFault.PATH_REFUSED));
            }
        }
    }

    @Test
    void tellsWhyAPathIsRefused() {
        assertThat(PathFlaw.of(bytes("a/../b"))).contains(PathFlaw.DOT_SEGMENT);
        assertThat(PathFlaw.of(bytes("/etc/passwd"))).contains(PathFlaw.EMPTY_SEGMENT);
        assertThat(PathFlaw.of(bytes("a/.git/config"))).contains(PathFlaw.GIT_FOLDER);
        assertThat(PathFlaw.of(bytes("a\nb"))).contains(PathFlaw.CONTROL_CHARACTER);
        assertThat(PathFlaw.of(new byte[] { 'a', (byte) 0xff })).contains(PathFlaw.NOT_UTF8);
        assertThat(PathFlaw.of(bytes("Samples~/..hidden/ä b.txt"))).isEqualTo(Optional.empty());
    }

    @Test
    void stopsAtTheLimitOfFilesAndFoldersEvenInATreeBomb() throws IOException {
        var commit = bomb();
        try (var mirror = git.mirrors(GitLimits.defaults().withMaxTreeEntries(1_000))
                .fetch(FetchRequest.of(git.remote, commit))) {
            assertThatThrownBy(() -> mirror.tree(commit).entries()).satisfies(Faults.are(GitFault.TREE_TOO_LARGE));
        }
    }

    @Test
    void capsWhatACommitSays() {
        git.repository.file("a", "a");
        var commit = CommitId.of(git.repository.commit("m".repeat(50_000), "n".repeat(1_000), "sam@studio.example"));
        try (var mirror = fetch(commit)) {
            var details = mirror.details(commit);
            assertThat(details.message()).hasSize(CommitDetails.MAX_MESSAGE);
            assertThat(details.author()).hasSize(CommitDetails.MAX_AUTHOR);
            assertThat(details.time()).isEqualTo("2026-01-05T09:00:00Z");
        }
    }

    private Mirror fetch(CommitId commit) {
        return git.mirrors().fetch(FetchRequest.of(git.remote, commit));
    }

    /** As raw bytes: every git command refuses to write such a tree. */
    private CommitId commitOf(byte[] name) throws IOException {
        return write(inserter -> tree(inserter, "100644", name, inserter.insert(Constants.OBJ_BLOB, new byte[] { 1 })));
    }

    private CommitId bomb() throws IOException {
        return write(inserter -> {
            var level = inserter.insert(Constants.OBJ_TREE, new byte[0]);
            for (var depth = 0; depth < 10; depth++) {
                var content = new ByteArrayOutputStream();
                for (var name = 'a'; name <= 'j'; name++) {
                    append(content, "40000", bytes(String.valueOf(name)), level);
                }
                level = inserter.insert(Constants.OBJ_TREE, content.toByteArray());
            }
            return level;
        });
    }

    private CommitId write(TreeSource source) throws IOException {
        try (var repository = new FileRepositoryBuilder().setGitDir(git.repository.gitDirectory().toFile()).build();
                var inserter = repository.newObjectInserter()) {
            var commit = new CommitBuilder();
            commit.setTreeId(source.insert(inserter));
            commit.setAuthor(new PersonIdent("sam", "sam@studio.example"));
            commit.setCommitter(commit.getAuthor());
            commit.setMessage("Hostile");
            var id = inserter.insert(commit);
            inserter.flush();
            return CommitId.of(id.name());
        }
    }

    private static ObjectId tree(ObjectInserter inserter, String mode, byte[] name, ObjectId id) throws IOException {
        var content = new ByteArrayOutputStream();
        append(content, mode, name, id);
        return inserter.insert(Constants.OBJ_TREE, content.toByteArray());
    }

    private static void append(ByteArrayOutputStream tree, String mode, byte[] name, ObjectId id) {
        tree.writeBytes(bytes(mode + " "));
        tree.writeBytes(name);
        tree.write(0);
        var raw = new byte[Constants.OBJECT_ID_LENGTH];
        id.copyRawTo(raw, 0);
        tree.writeBytes(raw);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @FunctionalInterface
    private interface TreeSource {
        ObjectId insert(ObjectInserter inserter) throws IOException;
    }
}
