package io.upmpublisher.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.eclipse.jgit.attributes.Attribute;
import org.eclipse.jgit.attributes.Attribute.State;

/**
 * Which attributes a commit's own {@code .gitattributes} files give to its files: those of nearer folders before those of
 * farther ones, later lines before earlier ones. Safe for several threads.
 */
final class AttributeRules {
    private static final String FILE = ".gitattributes";
    /** Each line may be compared with each file. */
    private static final int MAX_LINES = 10_000;
    /** Of all files of a commit together: parsed, a line takes many times its bytes. */
    private static final int MAX_BYTES = 4 << 20;
    private static final int MAX_MACRO_DEPTH = 50;
    private static final Map<String, List<Attribute>> BUILT_IN = Map.of("binary",
            List.of(new Attribute("diff", State.UNSET), new Attribute("merge", State.UNSET),
                    new Attribute("text", State.UNSET)));

    private final Reading reading;
    private final Map<String, AttributesFile> byFolder = new ConcurrentHashMap<>();
    private final AtomicInteger bytesRead = new AtomicInteger();

    AttributeRules(Reading reading) {
        this.reading = reading;
    }

    /** Reads a file of the commit; empty content if there is none. */
    @FunctionalInterface
    interface Reading {
        byte[] read(String path) throws IOException;
    }

    /**
     * What is unspecified may be absent or say so.
     *
     * @param path from the repository's root
     */
    Map<String, Attribute> of(String path) throws IOException {
        var names = List.of(bytewise(path).split("/"));
        var macros = new HashMap<>(BUILT_IN);
        macros.putAll(file("").macros());
        var found = new HashMap<String, Attribute>();
        for (var depth = names.size() - 1; depth >= 0; depth--) {
            var below = names.subList(depth, names.size());
            for (var rule : file(folder(path, depth)).rules().reversed()) {
                stopIfInterrupted(path);
                if (rule.pattern().isPresent() && rule.pattern().get().matches(below)) {
                    give(rule.attributes(), macros, found, 0);
                }
            }
        }
        return found;
    }

    // Patterns that were made to take long take long for each file.
    private static void stopIfInterrupted(String path) {
        if (Thread.currentThread().isInterrupted()) {
            throw new GitException(GitFault.FETCH_INTERRUPTED, "Looking for the attributes of " + path + " was interrupted");
        }
    }

    private static void give(List<Attribute> attributes, Map<String, List<Attribute>> macros, Map<String, Attribute> found,
            int depth) {
        if (depth > MAX_MACRO_DEPTH) {
            throw new GitException(GitFault.ATTRIBUTES_UNUSABLE,
                    "Macros of .gitattributes lead to each other more than " + MAX_MACRO_DEPTH + " deep");
        }
        for (var attribute : attributes.reversed()) {
            if (found.putIfAbsent(attribute.getKey(), attribute) == null && attribute.getState() == State.SET
                    && macros.containsKey(attribute.getKey())) {
                give(macros.get(attribute.getKey()), macros, found, depth + 1);
            }
        }
    }

    private AttributesFile file(String folder) throws IOException {
        var known = byFolder.get(folder);
        if (known == null) {
            known = parsed(folder);
            byFolder.put(folder, known);
        }
        return known;
    }

    private AttributesFile parsed(String folder) throws IOException {
        var content = reading.read(folder + FILE);
        if (content.length == 0) {
            return AttributesFile.NONE;
        }
        if (bytesRead.addAndGet(content.length) > MAX_BYTES) {
            throw new GitException(GitFault.ATTRIBUTES_UNUSABLE,
                    "The .gitattributes files of the commit have more than " + MAX_BYTES + " bytes together");
        }
        var parsed = AttributesFile.parse(content, folder.isEmpty());
        if (parsed.rules().size() + parsed.macros().size() > MAX_LINES) {
            throw new GitException(GitFault.ATTRIBUTES_UNUSABLE, folder + FILE + " has more than " + MAX_LINES + " lines");
        }
        return parsed;
    }

    private static String folder(String path, int depth) {
        var end = 0;
        for (var level = 0; level < depth; level++) {
            end = path.indexOf('/', end) + 1;
        }
        return path.substring(0, end);
    }

    private static String bytewise(String path) {
        return new String(path.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
