package io.upmpublisher.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.upmpublisher.torture.check.Finding;
import io.upmpublisher.torture.check.Finding.Kind;

/** The figures of a run, for people: as a table that a terminal shows, and in Markdown. */
final class Report {

    private static final List<String> HEAD = List.of("scenario", "sent", "accepted", "indeterminate", "lost", "duplicate",
            "unknown", "absorbed", "first effect", "drained", "holds");

    private static final int SHOWN = 10;

    private final String title;
    private final long seed;
    private final List<Result> results;

    Report(String title, long seed, List<Result> results) {
        this.title = title;
        this.seed = seed;
        this.results = List.copyOf(results);
    }

    String table() {
        var rows = rows();
        var widths = new int[HEAD.size()];
        for (var row : rows) {
            for (var i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        var text = new StringBuilder();
        for (var row : rows) {
            for (var i = 0; i < row.size(); i++) {
                var width = widths[i] + 2;
                text.append(("%" + (i == 0 ? "-" : "") + width + "s").formatted(row.get(i)));
            }
            text.append('\n');
        }
        return text.toString();
    }

    String details() {
        var text = new StringBuilder();
        for (var result : results) {
            result.notes().forEach(note -> text.append("  ").append(result.scenario()).append(": ").append(note).append('\n'));
            excerpt(result.findings())
                    .forEach(line -> text.append("  ").append(result.scenario()).append(": ").append(line).append('\n'));
        }
        return text.toString();
    }

    /** Of each kind the first few: one cause has many victims. */
    static List<String> excerpt(List<Finding> findings) {
        var lines = new ArrayList<String>();
        for (var kind : Kind.values()) {
            var ofKind = findings.stream().filter(finding -> finding.kind() == kind).toList();
            ofKind.stream().limit(SHOWN).map(Finding::toString).forEach(lines::add);
            if (ofKind.size() > SHOWN) {
                lines.add("… and " + (ofKind.size() - SHOWN) + " more of these");
            }
        }
        return lines;
    }

    void writeTo(Path file) {
        var rows = rows();
        var text = new StringBuilder(
                "# " + title + "\n\nSeed " + seed + ", ended " + Instant.now().truncatedTo(ChronoUnit.SECONDS)
                        + ", " + Runtime.getRuntime().availableProcessors() + " processors, Java " + Runtime.version().feature()
                        + ".\n\n");
        text.append(line(rows.getFirst())).append("|---".repeat(HEAD.size())).append("|\n");
        rows.stream().skip(1).forEach(row -> text.append(line(row)));
        text.append("\n```\n").append(details()).append("```\n");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write " + file, e);
        }
    }

    private List<List<String>> rows() {
        var rows = new ArrayList<List<String>>();
        rows.add(HEAD);
        results.forEach(result -> rows.add(List.of(result.scenario(), Integer.toString(result.sent()),
                Long.toString(result.accepted()), Long.toString(result.indeterminate()), Long.toString(result.count(Kind.LOST)),
                Long.toString(result.count(Kind.DUPLICATE)), Long.toString(result.count(Kind.UNKNOWN)),
                Long.toString(result.absorbed()), seconds(result.firstEffect()), seconds(result.drained()),
                result.holds() ? "yes" : "NO")));
        return rows;
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String seconds(Optional<Duration> time) {
        return time.map(each -> String.format(Locale.ROOT, "%.1f s", each.toMillis() / 1000.0)).orElse("-");
    }
}
