package io.upmpublisher.changelog.document;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import io.upmpublisher.events.SemVersion;

/**
 * A changelog as its authors wrote it. It is never written anew: an entry is put in between, and every byte around it stays.
 */
public final class Changelog {

    private static final String HEADER = """
            # Changelog

            All notable changes to this package are documented in this file.

            The format is based on [Keep a Changelog](https://keepachangelog.com/en/1.1.0/),
            and this package adheres to [Semantic Versioning](https://semver.org/spec/v2.0.0.html).
            """;
    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";
    private static final Pattern LINK_DEFINITION = Pattern.compile(" {0,3}\\[[^\\]]{1,999}\\]:.*");
    private static final Pattern UNDERLINE = Pattern.compile("^ {0,3}(?:=+|-+)[ \\t]*(?:\\r?\\n|$)");
    private static final int USUAL_LEVEL = 2;

    // One character for each byte, so that bytes that are no UTF-8 stay what they are. All that is looked for is ASCII.
    private final String text;
    private final List<Heading> headings;
    private final List<Heading> versions;

    private Changelog(String text) {
        this.text = text;
        var start = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length() : 0;
        this.headings = Headings.of(text.substring(start)).stream()
                .map(heading -> new Heading(heading.start() + start, heading.level(), heading.text())).toList();
        this.versions = headings.stream().filter(heading -> heading.version().isPresent()).toList();
    }

    public static Changelog of(byte[] content) {
        return new Changelog(new String(content, StandardCharsets.ISO_8859_1));
    }

    /** For a package that has none. */
    public static Changelog fresh() {
        return of(HEADER.getBytes(StandardCharsets.UTF_8));
    }

    public boolean tells(SemVersion version) {
        return versions.stream().anyMatch(heading -> isOf(heading, version));
    }

    /** What the file says of a version, without the heading; empty if it does not tell of it. */
    public Optional<String> textOf(SemVersion version) {
        return versions.stream().filter(heading -> isOf(heading, version)).findFirst().map(heading -> {
            var end = following(heading).map(Heading::start).orElseGet(this::end);
            var section = text.substring(heading.start(), end).split("\r?\n", 2);
            var body = section.length < 2 ? "" : UNDERLINE.matcher(section[1]).replaceFirst("");
            return new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).strip();
        });
    }

    /**
     * The file with the entry at its place among the versions, which are taken to be in the order that the file has them in.
     *
     * @param entry in Markdown, without the heading of the version
     * @return empty if the file tells of the version already
     */
    public Optional<byte[]> with(SemVersion version, LocalDate date, String entry) {
        if (tells(version)) {
            return Optional.empty();
        }
        var next = nextAfter(version);
        var at = next.map(Heading::start).orElseGet(this::end);
        var block = block(
                next.filter(versions::contains).or(() -> versions.stream().findFirst()).map(Heading::level).orElse(USUAL_LEVEL),
                version, date,
                entry);
        var inserted = insert(at, new String(block.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        return Optional.of(inserted.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static boolean isOf(Heading heading, SemVersion version) {
        return heading.version().filter(other -> other.compareTo(version) == 0).isPresent();
    }

    /** The heading before which the version belongs; empty where it is the last. */
    private Optional<Heading> nextAfter(SemVersion version) {
        if (versions.isEmpty()) {
            return headings.stream().filter(heading -> heading.isUnreleased()).findFirst().map(this::following)
                    .orElseGet(() -> headings.stream().filter(heading -> heading.level() >= USUAL_LEVEL).findFirst());
        }
        var first = versions.getFirst().version().orElseThrow();
        var last = versions.getLast().version().orElseThrow();
        var oldestFirst = first.compareTo(last) < 0;
        return versions.stream().filter(heading -> {
            var order = heading.version().orElseThrow().compareTo(version);
            return oldestFirst ? order > 0 : order < 0;
        }).findFirst();
    }

    private Optional<Heading> following(Heading before) {
        return headings.stream()
                .filter(heading -> heading.start() > before.start() && heading.level() <= before.level()).findFirst();
    }

    /** Before the definitions of links, which stand at the foot of the file. */
    private int end() {
        var end = text.length();
        for (var lineEnd = text.length(); lineEnd > 0;) {
            var start = text.lastIndexOf('\n', lineEnd - 1) + 1;
            var line = text.substring(start, lineEnd).strip();
            if (LINK_DEFINITION.matcher(line).matches()) {
                end = start;
            } else if (!line.isEmpty()) {
                break;
            }
            lineEnd = start - 1;
        }
        return end;
    }

    private static String block(int level, SemVersion version, LocalDate date, String entry) {
        var heading = "#".repeat(level) + " [" + version + "] - " + date;
        return heading + "\n\n" + (level <= USUAL_LEVEL ? entry : entry.replaceAll("(?m)^(#+ )", "#$1")).strip();
    }

    private String insert(int at, String block) {
        var before = text.substring(0, at);
        var after = text.substring(at);
        var newline = text.contains("\r\n") ? "\r\n" : "\n";
        var isAtStart = before.isEmpty() || before.equals(BYTE_ORDER_MARK);
        var gap = isAtStart || before.matches("(?s).*\\n[ \\t]*\\r?\\n") ? ""
                : before.endsWith("\n") ? newline : newline + newline;
        // Whoever ends a file without a line end wants it so.
        var rest = after.isEmpty() ? (isAtStart || before.endsWith("\n") ? newline : "") : newline + newline;
        return before + gap + block.replace("\n", newline) + rest + after;
    }
}
