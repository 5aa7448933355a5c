package io.upmpublisher.publisher.manifest;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.upmpublisher.publisher.tarball.PackageBins;
import io.upmpublisher.publisher.tarball.PackageTree;

/** The fields that npm fills from the package's files: scripts, contributors, readme, bin, types. */
final class FileFields {

    static final String NO_README = "ERROR: No README data found!";

    // npm's pattern as it is: every letter but the dot may be missing.
    private static final Pattern MARKDOWN = Pattern.compile("\\.m?a?r?k?d?o?w?n?$", Pattern.CASE_INSENSITIVE);
    private static final Pattern README = Pattern.compile("README(?:\\..*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern LINE_END = Pattern.compile("\r?\n");
    private static final Pattern COMMENT = Pattern.compile("^\\s*#.*$");

    private final ObjectNode data;
    private final PackageTree tree;
    private final PackageContents contents;

    FileFields(ObjectNode data, PackageTree tree) {
        this.data = data;
        this.tree = tree;
        this.contents = new PackageContents(tree);
    }

    void add() throws IOException {
        addScripts();
        addContributors();
        addReadme();
        addBins();
        addTypes();
    }

    private void addScripts() {
        var scripts = data.path("scripts") instanceof ObjectNode object ? object : data.objectNode();
        var gyp = contents.topLevel().stream().anyMatch(name -> name.endsWith(".gyp") && !name.startsWith("."));
        if (gyp && isFalse(scripts, "install") && isFalse(scripts, "preinstall")
                && !(data.path("gypfile").isBoolean() && !data.path("gypfile").booleanValue())) {
            scripts.put("install", "node-gyp rebuild");
            data.set("scripts", scripts);
            data.put("gypfile", true);
        }
        if (isFalse(scripts, "start") && contents.has("server.js")) {
            scripts.put("start", "node server.js");
            data.set("scripts", scripts);
        }
    }

    private void addContributors() throws IOException {
        var authors = contents.text("AUTHORS");
        if (isFalse(data, "contributors") && authors.isPresent()) {
            var contributors = data.putArray("contributors");
            for (var line : LINE_END.split(authors.get())) {
                var author = COMMENT.matcher(line).replaceFirst("").strip();
                if (!author.isEmpty()) {
                    contributors.add(author);
                }
            }
        }
    }

    private void addReadme() throws IOException {
        if (!isFalse(data, "readme")) {
            return;
        }
        var name = readme();
        var text = name.isPresent() ? contents.text(name.get()) : Optional.<String> empty();
        if (text.isPresent()) {
            data.put("readme", text.get());
            data.put("readmeFilename", name.get());
        }
        if (isFalse(data, "readme")) {
            data.put("readme", NO_README);
        }
    }

    /**
     * npm takes the first with a Markdown ending that the file system lists, whose order is chance; here it is alphabetical.
     */
    private Optional<String> readme() {
        var candidates = contents.topLevel().stream().filter(name -> README.matcher(name).matches())
                .sorted(Comparator.comparing((String name) -> name.toLowerCase(Locale.ROOT)).thenComparing(name -> name))
                .toList();
        return candidates.stream().filter(name -> MARKDOWN.matcher(name).find()).findFirst()
                .or(() -> candidates.stream().filter(name -> name.endsWith("README")).findFirst());
    }

    private void addBins() {
        var bins = PackageBins.of(data, tree);
        // npm sends an empty object for a folder of commands that has none.
        var fromFolder = isFalse(data, "bin") && UpmPackageRule.isTrue(data.path("directories").path("bin"));
        data.remove("bin");
        if (!bins.isEmpty() || fromFolder) {
            var object = data.putObject("bin");
            bins.forEach(object::put);
        }
        addMans();
    }

    private void addMans() {
        var man = data.path("man");
        var mans = man.isTextual() ? List.of(man.textValue())
                : man.valueStream().filter(each -> each.isTextual()).map(each -> each.textValue()).toList();
        data.remove("man");
        if (!mans.isEmpty()) {
            var array = data.putArray("man");
            mans.forEach(each -> array.add(PackageBins.inside(each)));
        }
    }

    private void addTypes() {
        if (data.has("types") || data.has("typings")) {
            return;
        }
        var main = PackageManifest.text(data, "main").orElse("index.js");
        var normal = PackageBins.inside(main);
        var slash = normal.lastIndexOf('/');
        var dot = normal.lastIndexOf('.');
        var declaration = (dot > slash + 1 ? normal.substring(0, dot) : normal) + ".d.ts";
        if (contents.has(declaration)) {
            data.put("types", "./" + declaration);
        }
    }

    private static boolean isFalse(ObjectNode object, String field) {
        return !UpmPackageRule.isTrue(object.path(field));
    }
}
