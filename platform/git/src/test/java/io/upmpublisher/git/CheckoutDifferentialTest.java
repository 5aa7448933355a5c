package io.upmpublisher.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.upmpublisher.events.CommitId;

/** What a commit's files are here against what an installed git checks out. A failure names the seed that repeats it. */
class CheckoutDifferentialTest {

    private static final List<String> ATTRIBUTES = List.of("text", "-text", "!text", "text=auto", "text=input", "eol=lf",
            "eol=crlf", "-eol", "crlf", "-crlf", "crlf=input", "ident", "-ident", "working-tree-encoding=UTF-16",
            "working-tree-encoding=UTF-16LE-BOM", "working-tree-encoding=utf16be-bom", "working-tree-encoding=UTF-16LE",
            "working-tree-encoding=UTF-32", "working-tree-encoding=ISO-8859-1", "working-tree-encoding=latin-1",
            "working-tree-encoding=CP1252", "working-tree-encoding=UTF-8", "!working-tree-encoding", "binary", "-binary",
            "export-ignore", "filter=other", "diff=csharp", "unity", "-unity", "deep", "a=b", "-x", "--bad", "+bad",
            "eol=crlf", "text=auto eol=crlf", "text eol=crlf", "working-tree-encoding=");
    private static final List<String> FOLDERS = List.of("", "Pkg/", "Pkg/Runtime/", "Pkg/Runtime/a/", "Pkg/Runtime/a/a/",
            "Pkg/Samples~/My Sample/", "Pkg/b/a/");
    private static final List<String> NAMES = List.of("a.cs", "b.cs", "a", "b", "a.b.cs", "[x].txt", "x.txt", "ä.txt", "A.cs",
            "a b.cs", "#x", "-.cs", "ab]c", "a!.cs");
    private static final List<String> PATTERNS = List.of("*", "*.cs", "a*", "a.*", "?.cs", "[ab].cs", "[!a].cs", "[^a].cs",
            "[a-b]*.cs", "**/a", "**/a/*", "a/**", "**", "/**", "/a.cs", "a/a.cs", "Pkg/**/a.cs", "Pkg/*/a.cs", "**/a/a.cs",
            "Pkg/Runtime/", "Pkg/Runtime", "Pkg/Runtime/**", "\"a b.cs\"", "\"My Sample/*\"", "\\[x\\].txt", "[[]x].txt",
            "*.?s",
            "Runtime/**/a", "a/**/a.cs", "***/a.cs", "\"\\303\\244.txt\"", "ä.txt", "*ä*", "??.txt", "?.txt", "!*.cs", "*.CS",
            "Pkg/Samples~/*", "**/*", "*/a.cs", "*/*/a.cs", "a.cs/", "[a.cs", "a\\", "\\a.cs", "#x", "\\#x", "-.cs", "ab[]]c",
            "[[:lower:]].cs", "[!-a].cs", "**a.cs", "a**", "Pkg/**a.cs", "\"unclosed", "a!.cs", "*!.cs", "/Pkg//a.cs", "./a.cs",
            "Pkg/**/**/a.cs");

    @TempDir
    Path folder;

    private MirrorFixture git;
    private Path clone;

    @BeforeEach
    void start() {
        git = MirrorFixture.in(folder);
        clone = folder.resolve("clone");
    }

    @AfterEach
    void stop() {
        git.close();
    }

    @RepeatedTest(10)
    void givesTheBytesOfAClone() throws IOException {
        var seed = Long.getLong("checkout.seed", new Random().nextLong());
        var random = new Random(seed);
        for (var place : FOLDERS) {
            for (var name : NAMES) {
                if (random.nextInt(3) > 0) {
                    git.repository.file(place + name + (isFolder(place + name) ? "_" : ""), content(random));
                }
            }
            if (random.nextBoolean()) {
                git.repository.file(place + ".gitattributes", attributes(random));
            }
        }
        assertThatFilesAreTheClones("seed " + seed);
    }

    @Test
    void fillsInKeywordsAsGitDoes() throws IOException {
        var random = new Random(7);
        git.repository.file(".gitattributes",
                "*.piece ident\n*.crlf ident eol=crlf\n*.whole ident text=auto eol=crlf\n*.utf ident working-tree-encoding=UTF-16\n");
        var parts = List.of("$", "Id", "$Id", "$Id$", "$Id: ", ":", " ", "x", "\n", "$Id: 123 $", "$Id: a b $", "$Id:$", "I",
                "$Id:\t$", "d", "$Id: \0 y$");
        for (var i = 0; i < 150; i++) {
            var text = new StringBuilder();
            for (var part = random.nextInt(8); part >= 0; part--) {
                text.append(parts.get(random.nextInt(parts.size())));
            }
            for (var ending : List.of("piece", "crlf", "whole", "utf")) {
                git.repository.file("f" + i + "." + ending, text.toString());
            }
        }
        assertThatFilesAreTheClones("keywords");
    }

    @Test
    void changesLargeContentInPiecesAsGitDoes() throws IOException {
        var line = "Zeile mit Umlauten äöü € und \uD83D\uDE00 $Id$\n";
        git.repository.file(".gitattributes",
                "*.crlf eol=crlf\n*.auto text=auto eol=crlf\n*.u16 working-tree-encoding=UTF-16LE-BOM"
                        + " eol=crlf\n*.u32 working-tree-encoding=UTF-32\n*.ident ident\n*.latin working-tree-encoding=ISO-8859-1\n");
        for (var ending : List.of("crlf", "auto", "u16", "u32", "ident", "latin")) {
            git.repository.file("large." + ending, line.repeat(20_000));
        }
        assertThatFilesAreTheClones("large");
    }

    @ParameterizedTest
    @ValueSource(strings = { "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-16LE-BOM", "utf-16be-bom", "UTF16", "UTF-32", "UTF-32LE",
            "UTF-32BE",
            "US-ASCII", "ASCII", "ISO-8859-1", "latin-1", "latin1", "ISO-8859-2", "ISO-8859-5", "ISO-8859-7", "ISO-8859-9",
            "ISO-8859-13",
            "ISO-8859-15", "windows-1250", "WINDOWS-1251", "CP1252", "windows-1253", "windows-1254", "windows-1257", "KOI8-R",
            "KOI8-U", "CP437", "CP850", "CP866", "IBM850", "GB2312" })
    void encodesEveryCharacterAsGitDoes(String encoding) throws IOException {
        git.repository
                .file(".gitattributes", "* working-tree-encoding=" + encoding + "\n.gitattributes !working-tree-encoding\n")
                .file("all.txt", everyCharacterOf(encoding));
        for (var some : List.of("a", "é", "ж", "€", "中", "\uD83D\uDE00", "\u00a5", "\u2014", "~", "\u0000")) {
            git.repository.file("some" + some.codePointAt(0) + ".txt", some.repeat(3));
        }
        assertThatFilesAreTheClones(encoding);
    }

    private static String everyCharacterOf(String encoding) {
        var unicode = encoding.toUpperCase(Locale.ROOT).startsWith("UTF");
        var encoder = unicode ? null : Charset.forName(encoding.equals("latin-1") ? "latin1" : encoding).newEncoder();
        var all = new StringBuilder();
        for (var c = 0; c <= Character.MAX_CODE_POINT; c += unicode ? 7 : 1) {
            var character = Character.toString(c);
            if ((c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                    && (encoder == null || encoder.canEncode(character))) {
                all.append(character);
            }
        }
        return all.toString();
    }

    private void assertThatFilesAreTheClones(String why) throws IOException {
        var commit = CommitId.of(git.repository.commit("Add"));
        git.repository.checkOut(clone);
        try (var mirror = git.mirrors().fetch(FetchRequest.of(git.remote, commit))) {
            var root = mirror.tree(commit);
            for (var entry : root.entries()) {
                var file = root.checkedOut(entry);
                try (var content = file.open()) {
                    var bytes = content.readAllBytes();
                    assertThat(bytes).as("%s: %s", why, entry.path()).isEqualTo(Files.readAllBytes(clone.resolve(entry.path())))
                            .hasSize((int) file.size());
                }
            }
        }
    }

    private static boolean isFolder(String path) {
        return FOLDERS.stream().anyMatch(place -> place.startsWith(path + "/"));
    }

    private static String attributes(Random random) {
        var lines = new ArrayList<String>();
        for (var count = random.nextInt(6); count >= 0; count--) {
            switch (random.nextInt(12)) {
                case 0 -> lines.add("# comment text");
                case 1 -> lines.add("[attr]unity " + some(random));
                case 2 -> lines.add("[attr]deep unity " + some(random));
                case 3 -> lines.add("  " + PATTERNS.get(random.nextInt(PATTERNS.size())) + "\t" + some(random) + "\r");
                default -> lines.add(PATTERNS.get(random.nextInt(PATTERNS.size())) + " " + some(random));
            }
        }
        return String.join("\n", lines) + (random.nextBoolean() ? "\n" : "");
    }

    private static String some(Random random) {
        var text = new StringBuilder();
        for (var count = random.nextInt(3); count >= 0; count--) {
            text.append(ATTRIBUTES.get(random.nextInt(ATTRIBUTES.size()))).append(' ');
        }
        return text.toString();
    }

    private static byte[] content(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> new byte[0];
            case 1 -> "one\r\ntwo\n".getBytes(StandardCharsets.UTF_8);
            case 2 -> "\0binary\n".getBytes(StandardCharsets.UTF_8);
            case 3 -> new byte[] { (byte) 0xff, (byte) 0xfe, 'a', 0, '\n', 0 };
            case 4 -> "\ufeffbom\n".getBytes(StandardCharsets.UTF_8);
            case 5 -> "lone\rreturn\nkeyword $Id$ \n".getBytes(StandardCharsets.UTF_8);
            case 6 -> ("few\n" + "\u0001\u001a").getBytes(StandardCharsets.UTF_8);
            case 7 -> "Grüße €\n\n$Id: 1 $\n".getBytes(StandardCharsets.UTF_8);
            default -> ("using " + random.nextInt() + ";\n\nclass A { } // $Id$\n").getBytes(StandardCharsets.UTF_8);
        };
    }
}
