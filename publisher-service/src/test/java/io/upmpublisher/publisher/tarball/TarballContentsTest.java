package io.upmpublisher.publisher.tarball;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.json.JsonMapper;

import io.upmpublisher.publisher.tarball.FileDifference.Kind;

class TarballContentsTest {

    private static final String LONG = "Runtime/" + "very/".repeat(60) + "Deep.cs";
    private static final TarballLimits LIMITS = new TarballLimits(100, 1 << 20, 1 << 20, TarballLimits.DEFAULT_COMPRESSION);

    private final FakeTree tree = new FakeTree().with("package.json", "{}").with("Runtime/A.cs", "class A {}")
            .with("Runtime/Ä.cs", "class Ä {}").with(LONG, "deep")
            .with("run.sh", "echo".getBytes(), PackageFile.Kind.REGULAR, true);

    @Test
    void areThoseOfTheTarballThatIsMadeOfThem() throws Exception {
        var packed = packed(tree);

        assertThat(ours().differenceFrom(stream(packed))).isEmpty();
        assertThat(TarballContents.read(stream(packed)).differenceFrom(stream(packed))).isEmpty();
    }

    @Test
    void areTheSameHoweverTheTarballWasMade() throws Exception {
        assertThat(differenceFrom(whole().end())).isEmpty();
        assertThat(differenceFrom(whole())).isEmpty();
    }

    @Test
    void differInAByte() throws Exception {
        assertThat(differenceFrom(new ForeignTar().file("package/Runtime/A.cs", "class B {}")))
                .hasValue("Runtime/A.cs is not the same");
        assertThat(differenceFrom(new ForeignTar().file("package/Runtime/A.cs", "class A {}\n")))
                .hasValue("Runtime/A.cs is not the same");
    }

    @Test
    void differInWhatIsThereAndWhatCanBeExecuted() throws Exception {
        assertThat(differenceFrom(new ForeignTar().file("package/package.json", "{}").end()))
                .hasValueSatisfying(difference -> assertThat(difference).startsWith("it does not have Runtime/"));
        assertThat(differenceFrom(whole().file("package/more.txt", "")))
                .hasValue("it has a file that is not in the commit, or one twice");
        assertThat(differenceFrom(whole().file("package/package.json", "{}")))
                .hasValue("it has a file that is not in the commit, or one twice");
        assertThat(differenceFrom(new ForeignTar().file("package/run.sh", "echo")))
                .hasValue("run.sh can be executed in one of them only");
    }

    @Test
    void differWhereAFolderTakesAFilesPlace() throws Exception {
        for (var folder : List.of("package/run.sh", "package/run.sh/", "package/run.sh/below/", "package/RUN.sh",
                "package/Runtime/A\u0308.cs", "package/run.sh\\below")) {
            assertThat(differenceFrom(whole().folder(folder))).as(folder)
                    .hasValue("it has a folder where a file is in the commit");
        }
        assertThat(differenceFrom(new ForeignTar().folder("package/run.sh").executable("package/run.sh", "echo")))
                .hasValue("it has a folder where a file is in the commit");
        assertThat(differenceFrom(whole().pax("path", "package/run.sh").folder("package/cut")))
                .hasValue("it has a folder where a file is in the commit");
        assertThat(differenceFrom(whole().folder("package/run").folder("package/Samples/Empty/").folder("package")))
                .as("folders that are in no file's way").isEmpty();
    }

    @Test
    void areNotReadOutOfWhatUnpackersUnderstandInDifferentWays() {
        for (var strange : List.of(
                whole().entry('2', "package/link", 0777, 0, ""), whole().entry('1', "package/link", 0777, 0, ""),
                whole().entry('L', "././@LongLink", 0644, 1, "x"), whole().entry('g', "global", 0644, 0, ""),
                whole().pax("GNU.sparse.major", "1"), whole().pax("size", "-1"), whole().pax("path", "a").pax("path", "b"),
                whole().pax("path", "package/a"), whole().entry('5', "package/x", 0755, 1, "x"),
                whole().file("elsewhere/a", ""), whole().folder("elsewhere/run.sh"), whole().folder("package/x/../run.sh"),
                whole().folder("package//run.sh"), whole().folder("package/./run.sh"), whole().folder("package/C:run.sh"),
                whole().folder("/package/run.sh"), whole().folder(""), whole().end().file("package/hidden.cs", "class X {}"),
                whole().raw("x".repeat(512)), whole().raw("\0x"), whole().raw("\0".repeat(2 << 20)))) {
            assertMalformed(strange.gzipped());
        }
        var cut = whole().end().gzipped();
        assertMalformed(Arrays.copyOf(cut, cut.length / 2));
        assertMalformed("<html>".getBytes());
        assertMalformed(new byte[0]);
    }

    @Test
    void areNotHiddenInASecondStream() throws Exception {
        var first = whole().gzipped();
        var second = new ForeignTar().file("package/hidden.cs", "class X {}").gzipped();
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);

        assertThat(ours().differenceFrom(stream(both))).hasValue("it has a file that is not in the commit, or one twice");
    }

    @Test
    void areNotUnpackedFurtherThanTheyAreTheSame() throws Exception {
        var bomb = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bomb)) {
            gzip.write(new ForeignTar().entry('0', "package/Runtime/A.cs", 0644, 64L << 20, "").bytes());
            for (var mebibyte = 0; mebibyte < 64; mebibyte++) {
                gzip.write(new byte[1 << 20]);
            }
        }
        var read = new Counting(stream(bomb.toByteArray()));

        assertThat(ours().differenceFrom(read)).hasValue("Runtime/A.cs is not the same");
        assertThat(read.count).isLessThan(bomb.size()).isLessThanOrEqualTo(64 * 1024);
    }

    @Test
    void tellEveryFileThatDiffersUpToANumber() throws Exception {
        var theirs = new ForeignTar().file("package/run.sh", "echo").file("package/Runtime/A.cs", "class B {}")
                .file("package/node_modules/x.js", "x").folder("package/RUN.sh").file("package/package.json", "{}")
                .named("package/" + LONG, "deep").gzipped();

        var all = ours().differencesFrom(stream(theirs), 50);
        assertThat(all.files()).containsExactly(new FileDifference(Kind.EXECUTABLE, "run.sh"),
                new FileDifference(Kind.CHANGED, "Runtime/A.cs"), new FileDifference(Kind.NOT_IN_COMMIT, "node_modules/x.js"),
                new FileDifference(Kind.FOLDER_FOR_FILE, "RUN.sh"), new FileDifference(Kind.NOT_IN_TARBALL, "Runtime/Ä.cs"));
        assertThat(all.isWhole()).isTrue();

        var some = ours().differencesFrom(stream(theirs), 2);
        assertThat(some.files()).isEqualTo(all.files().subList(0, 2));
        assertThat(some.isWhole()).isFalse();
    }

    @Test
    void areNotUnpackedWithoutEndToTellEveryFile() throws Exception {
        var bomb = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bomb)) {
            gzip.write(new ForeignTar().entry('0', "package/huge.bin", 0644, 1L << 34, "").bytes());
            gzip.write(new byte[1 << 20]);
        }

        var found = ours().differencesFrom(stream(bomb.toByteArray()), 50);

        assertThat(found.files()).containsExactly(new FileDifference(Kind.NOT_IN_COMMIT, "huge.bin"));
        assertThat(found.isWhole()).isFalse();
    }

    @Test
    void areNotSearchedForAmongFoldersWithoutEnd() {
        var folders = whole();
        for (var folder = 0; folder < 2_000; folder++) {
            folders.folder("package/" + folder);
        }
        assertMalformed(folders.gzipped());
    }

    private ForeignTar whole() {
        return new ForeignTar().folder("package/").executable("package/run.sh", "echo").named("package/" + LONG, "deep")
                .named("package/Runtime/Ä.cs", "class Ä {}").folder("package/Runtime")
                .file("package/Runtime/A.cs", "class A {}")
                .file("package/package.json", "{}");
    }

    private Optional<String> differenceFrom(ForeignTar theirs) throws IOException {
        return ours().differenceFrom(stream(theirs.gzipped()));
    }

    private void assertMalformed(byte[] theirs) {
        assertThatThrownBy(() -> ours().differenceFrom(stream(theirs))).isInstanceOf(MalformedTarballException.class);
    }

    private TarballContents ours() throws IOException {
        var files = new ArrayList<>(PackList.of(tree, new JsonMapper().createObjectNode()));
        Collections.reverse(files);
        return TarballContents.of(files);
    }

    private static byte[] packed(FakeTree tree) throws IOException {
        var out = new ByteArrayOutputStream();
        new TarballWriter(LIMITS).write(PackList.of(tree, new JsonMapper().createObjectNode()), out);
        return out.toByteArray();
    }

    private static InputStream stream(byte[] bytes) {
        return new Counting(new ByteArrayInputStream(bytes));
    }

    /** Counts what is read; says that more is to come, as the stream of a registry's answer does. */
    private static final class Counting extends FilterInputStream {

        private long count;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            var read = super.read(buffer, offset, length);
            count += Math.max(read, 0);
            return read;
        }

        @Override
        public int available() {
            return 1;
        }
    }
}
