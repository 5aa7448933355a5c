package io.upmpublisher.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckedOutFileTest {

    @TempDir
    Path folder;

    private MirrorFixture git;

    @BeforeEach
    void start() {
        git = MirrorFixture.in(folder);
    }

    @AfterEach
    void stop() {
        git.close();
    }

    @Test
    void readsTheAttributesOfFoldersAboveAPackage() throws Exception {
        git.repository.file(".gitattributes", "*.txt eol=crlf\n").file("P/.gitattributes", "b.txt -text\n")
                .file("P/Q/a.txt", "a\n").file("P/Q/b.txt", "b\n");
        try (var mirror = fetched()) {
            var tree = mirror.tree(commit()).subtree("P").orElseThrow().subtree("Q").orElseThrow();

            assertThat(text(tree, "a.txt")).isEqualTo("a\r\n");
            assertThat(text(tree, "b.txt")).isEqualTo("b\n");
            assertThat(tree.checkedOut(tree.entry("a.txt").orElseThrow()).isChanged()).isTrue();
            assertThat(tree.checkedOut(tree.entry("b.txt").orElseThrow()).isChanged()).isFalse();
        }
    }

    @Test
    void tellsWhatGitLfsKeeps() {
        git.repository.file(".gitattributes", "[attr]lfs filter=lfs diff=lfs merge=lfs -text\n*.png lfs\nplain.png !filter\n")
                .file("a.png", "a").file("plain.png", "b");
        try (var mirror = fetched()) {
            var tree = mirror.tree(commit());
            assertThat(tree.checkedOut(tree.entry("a.png").orElseThrow()).isKeptInLfs()).isTrue();
            assertThat(tree.checkedOut(tree.entry("plain.png").orElseThrow()).isKeptInLfs()).isFalse();
        }
    }

    @Test
    void saysWhichEncodingItCouldNotGive() throws Exception {
        git.repository.file(".gitattributes", "*.txt working-tree-encoding=ISO-8859-1\n").file("euro.txt", "10 €")
                .file("pound.txt", "10 £").file("bytes.txt", new byte[] { (byte) 0xff })
                .file("cut.txt", new byte[] { (byte) 0xc3 })
                .file("empty.txt", "");
        try (var mirror = fetched()) {
            var tree = mirror.tree(commit());
            assertThat(Map.of("euro.txt", true, "pound.txt", false, "bytes.txt", true, "cut.txt", true, "empty.txt", false))
                    .allSatisfy((path, missing) -> assertThat(
                            tree.checkedOut(tree.entry(path).orElseThrow()).encodingNotGiven().isPresent()).as(path)
                            .isEqualTo(missing));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "SJIS", "UTF-7", "no-such", "UTF-16//TRANSLIT", "../x", "GBK", "UTF-16-BOM", "ä" })
    void refusesEncodingsThatItCannotGiveAsGitDoes(String encoding) {
        git.repository.file(".gitattributes", "*.txt working-tree-encoding=" + encoding + "\n").file("a.txt", "a");

        assertRefused(GitFault.ENCODING_UNSUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(strings = { "*.txt working-tree-encoding", "*.txt -working-tree-encoding" })
    void refusesAnEncodingWithoutAName(String attributes) {
        git.repository.file(".gitattributes", attributes).file("a.txt", "a");

        assertRefused(GitFault.ATTRIBUTES_UNUSABLE);
    }

    @Test
    void refusesTooManyAttributes() {
        git.repository.file(".gitattributes", "x text\n".repeat(10_001)).file("a.txt", "a");

        assertRefused(GitFault.ATTRIBUTES_UNUSABLE);
    }

    @Test
    void refusesALargeFileOfAttributes() {
        git.repository.file(".gitattributes", "#".repeat((1 << 20) + 1)).file("a.txt", "a");

        assertRefused(GitFault.ATTRIBUTES_UNUSABLE);
    }

    @Test
    void refusesEndlessMacros() {
        var macros = new StringBuilder();
        for (var i = 0; i < 5_000; i++) {
            macros.append("[attr]m").append(i).append(" m").append(i + 1).append('\n');
        }
        git.repository.file(".gitattributes", macros + "*.txt m0\n").file("a.txt", "a");

        assertRefused(GitFault.ATTRIBUTES_UNUSABLE);
    }

    @Test
    void refusesAKeywordWithoutEnd() {
        git.repository.file(".gitattributes", "*.txt ident\n").file("a.txt", "$Id: " + "x".repeat(1 << 20));

        assertRefused(GitFault.ATTRIBUTES_UNUSABLE);
    }

    @Test
    void stopsWhenInterrupted() {
        git.repository.file(".gitattributes", "*.txt text\n").file("a.txt", "a");
        try (var mirror = fetched()) {
            var tree = mirror.tree(commit());
            var entry = tree.entry("a.txt").orElseThrow();
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> tree.checkedOut(entry)).isInstanceOfSatisfying(GitException.class,
                    e -> assertThat(e.fault()).isEqualTo(GitFault.FETCH_INTERRUPTED));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private void assertRefused(GitFault fault) {
        try (var mirror = fetched()) {
            var tree = mirror.tree(commit());
            assertThatThrownBy(() -> tree.checkedOut(tree.entry("a.txt").orElseThrow()).size())
                    .isInstanceOfSatisfying(GitException.class, e -> assertThat(e.fault()).isEqualTo(fault));
        }
    }

    private Mirror fetched() {
        return git.mirrors().fetch(FetchRequest.of(git.remote, git.commit("Add")));
    }

    private io.upmpublisher.events.CommitId commit() {
        return io.upmpublisher.events.CommitId.of(git.repository.head());
    }

    private static String text(CommitTree tree, String path) throws Exception {
        try (var content = tree.checkedOut(tree.entry(path).orElseThrow()).open()) {
            return new String(content.readAllBytes());
        }
    }
}
