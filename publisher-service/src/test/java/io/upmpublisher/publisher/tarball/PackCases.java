package io.upmpublisher.publisher.tarball;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** One case for each rule of npm's packing, and any number of random ones. */
final class PackCases {

    private static final String LONG = "Runtime/" + "a-rather-long-folder-name/".repeat(5);
    private static final List<String> FOLDERS = List.of("", "Runtime/", "Editor/", "Runtime/Build/", "Samples~/Demo/", "dist/",
            "dist/sub/", ".hidden/", "node_modules/x/", "Docs/a b/", "CVS/", "@at/");
    private static final List<String> NAMES = List.of("a.cs", "b.cs", "A.cs.meta", "index.js", "main.js", "README.md", "readme",
            "LICENSE", "License.txt", "LICENSE.md.meta", ".npmrc", ".DS_Store", "x.orig", "data.json", "package-lock.json",
            "yarn.lock", "é.txt", "_u.txt", ".gitkeep", "npm-debug.log", "tool.sh", "Makefile", "a.b.c", "z", "@x.txt",
            ".a.swp", "._x");
    private static final List<String> RULES = List.of("*", "*.cs", "!*.cs", "dist", "dist/", "/dist", "!dist", "dist/*",
            "dist/**",
            "!dist/sub", "sub", "**/sub", "[Bb]uild/", "*~", "Samples~", "!Samples~/**", "/a.cs", "!/a.cs", "Runtime/a.cs",
            "!Runtime/a.cs", "{a,b}.cs", "!(a).cs", "*.meta", "#x", "", "README*", "!README.md", "node_modules", ".*",
            "!.hidden", "RUNTIME", "./dist", "a\\b", "*.{js,json}", "**", "!**/*.js", "Runtime/**/", "?.cs", "@at", "!@at/**",
            "Docs/a b", "é.txt", "É.TXT", "/*", "!/Runtime", "!/Runtime/", "_u.txt ");

    private PackCases() {
    }

    static List<PackCase> all() {
        var cases = new ArrayList<PackCase>();
        addInclusion(cases);
        addIgnoreFiles(cases);
        addFilesLists(cases);
        addFormat(cases);
        return cases;
    }

    private static void addInclusion(List<PackCase> cases) {
        cases.add(PackCase.of("unity package", "\"unity\":\"2021.3\"", "README.md", "README.md.meta", "LICENSE.md",
                "LICENSE.md.meta", "CHANGELOG.md", "package.json.meta", "Runtime/A.cs", "Runtime/A.cs.meta", "Samples~/D/d.cs",
                "Documentation~/x.md", ".github/w.yml", ".env", "Tools~/.hidden/x"));
        cases.add(PackCase
                .of("always in", "\"main\":\"out/main.js\",\"browser\":\"b.js\"", "out/main.js", "out/other.js", "b.js",
                        "README", "ReadMe.txt", "COPYING", "licence", "LICENSE-MIT", "README-fr.md", "LICENSE.txt~",
                        "license.$", "NOTICE")
                .with(".npmignore", "*\nout\n"));
        cases.add(PackCase.of("always out", "\"files\":[\"**\",\".npmrc\",\"package-lock.json\",\"node_modules\"]", ".npmrc",
                "sub/.npmrc", "package-lock.json", "sub/package-lock.json", "yarn.lock", "pnpm-lock.yaml", "bun.lockb",
                "bun.lock",
                "npm-shrinkwrap.json", "node_modules/a/index.js", "sub/node_modules/b/index.js", "a.txt"));
        cases.add(PackCase.of("defaults", "", ".svn/x", "sub/.hg/y", "cvs/z", "sub/CVS/Root", ".lock-wscript",
                "sub/.lock-wscript",
                ".wafpickle-1", "sub/.wafpickle-2", "build/config.gypi", "sub/build/config.gypi", "npm-debug.log",
                "sub/npm-debug.log",
                ".x.swp", ".DS_Store", "sub/.DS_Store", "._x", "sub/._y/z", "a.orig", "archived-packages/a",
                "Runtime/archived-packages/b", "keep"));
        cases.add(
                PackCase.of("defaults listed in files", "\"files\":[\".DS_Store\",\".gitignore\",\"a.orig\",\".npmrc\",\"x\"]",
                        ".DS_Store", ".gitignore", "a.orig", ".npmrc", "x/b.orig", "x/.gitignore", "x/c"));
        cases.add(
                PackCase.of("bins", "\"bin\":{\"t\":\"bin/tool.sh\",\"r\":\"./root.sh\",\"up\":\"../up.sh\"},\"files\":[\"x\"]",
                        "bin/tool.sh", "bin/other.sh", "root.sh", "x/root.sh", "up.sh"));
        cases.add(PackCase.of("bin folder", "\"directories\":{\"bin\":\"./cmd\"},\"files\":[\"x\"]", "cmd/a", "cmd/sub/b",
                "cmd/.c",
                "x/a"));
        cases.add(PackCase.of("bundled",
                "\"dependencies\":{\"a\":\"1\",\"@s/b\":\"1\"},\"bundleDependencies\":[\"a\",\"@s/b\",\"none\"]",
                Map.of("node_modules/a/package.json",
                        "{\"name\":\"a\",\"version\":\"1.0.0\",\"dependencies\":{\"c\":\"1\"},\"files\":[\"lib\"]}",
                        "node_modules/a/lib/x.js", "x", "node_modules/a/other.js", "y", "node_modules/c/package.json",
                        "{\"name\":\"c\",\"version\":\"1.0.0\"}", "node_modules/c/.npmignore", "no.js", "node_modules/c/no.js",
                        "z",
                        "node_modules/@s/b/package.json", "{\"name\":\"@s/b\",\"version\":\"1.0.0\"}", "node_modules/@s/b/i.js",
                        "i",
                        "node_modules/d/i.js", "d")));
        cases.add(
                PackCase.of("links", "\"main\":\"link.js\",\"files\":[\"link.js\",\"a.js\"]", "a.js").link("link.js", "a.js"));
        cases.add(PackCase.of("browser map", "\"browser\":{\"a\":false}", "b", "c", "z").with(".npmignore", "?\n"));
    }

    private static void addIgnoreFiles(List<PackCase> cases) {
        var files = new String[] { "dir/keep.txt", "dir/other.txt", "a.cs", "sub/a.cs", "sub/b.cs", "sub/deep/a.cs",
                "Runtime/Build/x.cs", "Runtime/Logs/l.txt", "Samples~/s.cs", "out/main.js", "out/other.js", "notes ", "x" };
        for (var rules : List.of("dir\n!dir/keep.txt\n", "dir/*\n!dir/keep.txt\n", "*~\n*.meta\n", "[Bb]uild/\n[Ll]ogs/\n",
                "\uFEFFa.cs\n", "./a.cs\n", "sub\\a.cs\n", "notes\\ \n", "A.CS\n", "{sub,dir}\n", "!(sub)/a.cs\n", "/a.cs\n",
                "a.cs\r\nx\r\n",
                "*\n!sub/\n!sub/a.cs\n", "*\n!sub/deep\n", "**/deep/**\n", "sub/*/a.cs\n", "/sub/\n", "#a.cs\n  x  \n",
                "\\#x\n", "**\n",
                "*\n!*/\n!*.cs\n", "sub/..\n", "x/../a.cs\n", "[[:lower:]].cs\n", "*.@(cs|js)\n", "+([a-z]).txt\n")) {
            cases.add(PackCase.of("npmignore " + rules, "", files).with(".npmignore", rules));
        }
        cases.add(PackCase.of("npmignore hides gitignore", "", files).with(".npmignore", "x\n").with(".gitignore", "a.cs\n"));
        cases.add(PackCase.of("gitignore alone", "", files).with(".gitignore", "a.cs\nout\n"));
        cases.add(PackCase.of("empty npmignore", "", files).with(".npmignore", "").with(".gitignore", "a.cs\n"));
        cases.add(PackCase.of("per folder", "", files).with(".gitignore", "a.cs\n").with("sub/.npmignore", "!a.cs\nb.cs\n")
                .with("sub/deep/.gitignore", "!*.cs\n"));
        cases.add(PackCase.of("main in ignored folder", "\"main\":\"out/main.js\"", files).with(".npmignore", "out\n"));
        cases.add(PackCase.of("nested in ignored", "", files).with(".npmignore", "sub\n").with("sub/.npmignore", "!a.cs\n"));
    }

    private static void addFilesLists(List<PackCase> cases) {
        var files = new String[] { "a.js", "sub/a.js", "sub/b.js", "sub/deep/c.js", "lib/x.js", "lib/y.cs", "readme.md",
                "sub/readme.md", "Docs/d.md", "e", "@at/f.js", "lib.js", "distance/a", "dist/a" };
        for (var list : List.of("[]", "[\"a.js\"]", "[\"sub\"]", "[\"sub/\"]", "[\"/sub\"]", "[\"./sub\"]", "[\"sub/*\"]",
                "[\"sub/**\"]",
                "[\"*.js\"]", "[\"**/*.js\"]", "[\"lib\",\"!lib/y.cs\"]", "[\"sub\",\"!readme.md\"]", "[\"!readme.md\"]",
                "[\"dist*\"]",
                "[\"SUB\"]", "[\"sub/a.js\"]", "[\"./sub/a.js\"]", "[\"sub/deep/c.js\"]", "[\"sub/deep\"]", "[\"@at\"]",
                "[\"@at/f.js\"]",
                "[\"none\"]", "[\".\"]", "[\"\"]", "[\"*\"]", "[\"**\"]", "[\"!a.js\",\"**\"]", "[\"**\",\"!a.js\"]",
                "[\"**\",\"!sub\"]",
                "[\"{lib,sub}\"]", "[\"sub/*.js\"]", "[\"../x\"]", "[\"sub\\\\a.js\"]", "[\"lib/../sub\"]", "\"e\"",
                "[\"*/a.js\"]",
                "[\"sub/**/c.js\"]", "[\"/a.js\"]", "[\"!!a.js\"]", "[\"#a\"]", "[\"a.js\\nlib\"]")) {
            cases.add(PackCase.of("files " + list, "\"files\":" + list, files));
            cases.add(PackCase.of("files and ignore " + list, "\"files\":" + list, files).with(".npmignore", "a.js\n")
                    .with("sub/.npmignore", "a.js\ndeep\n"));
        }
    }

    private static void addFormat(List<PackCase> cases) {
        cases.add(PackCase.of("order", "", "b.txt", "B.txt", "a.TXT", "ä.txt", "Z.cs", "z.cs", "é.cs", "_a.cs", "-a.cs", "1.cs",
                "10.cs",
                "2.cs", "a b.cs", "a.cs", "sub/a.cs", "Sub/a.cs", "noext", ".dot", "x.", "a.b.c", "@x/y.cs", "日本.cs", "ß.cs",
                "ss.cs"));
        cases.add(PackCase.of("long names", "", LONG + "file.cs", LONG + "x".repeat(100) + ".cs", "y".repeat(91) + "z",
                "y".repeat(92),
                "y".repeat(120) + ".cs", "é".repeat(60) + ".cs", LONG + "é.cs", "d".repeat(160) + "/f.cs",
                "d".repeat(150) + "/" + "e".repeat(99) + "/f.cs", "ok.cs"));
        cases.add(PackCase
                .of("sizes", "", Map.of("empty", "", "one", "1", "block", "b".repeat(512), "more", "m".repeat(513), "large",
                        "l".repeat(70_000)))
                .executable("one", "more"));
        cases.add(PackCase.of("odd names", "", "a:b.txt", "q?.txt", "s*.txt", "<x>.txt", "pi|pe.txt", "quo\"te.txt",
                "new\nline.txt",
                "tab\t.txt", "sp ace.txt", "😀.txt", "c:/d.txt"));
    }

    static PackCase random(long seed) {
        var random = new Random(seed);
        var files = new TreeMap<String, String>();
        for (var count = 5 + random.nextInt(35); count > 0; count--) {
            var path = pick(random, FOLDERS) + pick(random, NAMES);
            files.put(path, "x".repeat(random.nextInt(30)));
        }
        for (var folder : FOLDERS) {
            for (var name : List.of(".npmignore", ".gitignore")) {
                if (random.nextInt(folder.isEmpty() ? 2 : 6) == 0
                        && (folder.isEmpty() || files.keySet().stream().anyMatch(f -> f.startsWith(folder)))) {
                    files.put(folder + name, lines(random));
                }
            }
        }
        var manifest = new ArrayList<String>();
        if (random.nextInt(3) == 0) {
            var list = new ArrayList<String>();
            for (var count = random.nextInt(5); count > 0; count--) {
                var entry = random.nextBoolean() ? pick(random, RULES) : pick(random, List.copyOf(files.keySet()));
                list.add("\"" + entry.replace("\\", "\\\\") + "\"");
            }
            manifest.add("\"files\":[" + String.join(",", list) + "]");
        }
        if (random.nextInt(3) == 0) {
            manifest.add("\"main\":\"" + pick(random, List.copyOf(files.keySet())) + "\"");
        }
        if (random.nextInt(4) == 0) {
            manifest.add("\"bin\":{\"t\":\"" + pick(random, List.copyOf(files.keySet())) + "\"}");
        }
        return PackCase.of("random " + seed, String.join(",", manifest), files);
    }

    private static String lines(Random random) {
        var lines = new ArrayList<String>();
        for (var count = random.nextInt(6); count > 0; count--) {
            lines.add(pick(random, RULES));
        }
        return String.join(random.nextInt(5) == 0 ? "\r\n" : "\n", lines) + "\n";
    }

    private static String pick(Random random, List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
