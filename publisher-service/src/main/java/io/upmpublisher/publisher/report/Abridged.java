package io.upmpublisher.publisher.report;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.upmpublisher.events.PackageReport;

/**
 * The reports of a run as one event can carry them. Very many packages lose their warnings first, then the length of their
 * sentences; the run's own record keeps both.
 */
public final class Abridged {

    // The outbox takes 4 MiB.
    private static final long MAX_BYTES = 3 << 20;
    private static final int SHORT = 120;
    /** Names of fields, numbers, codes and digests. */
    private static final long FIXED_BYTES = 700;

    private Abridged() {
    }

    public static List<PackageReport> of(List<PackageReport> reports) {
        if (bytesOf(reports) <= MAX_BYTES) {
            return reports;
        }
        var withoutWarnings = all(reports, report -> with(report, report.cause(), report.remedy()));
        return bytesOf(withoutWarnings) <= MAX_BYTES ? withoutWarnings
                : all(reports, report -> with(report, Wording.of(report.cause(), SHORT), Optional.empty()));
    }

    private static List<PackageReport> all(List<PackageReport> reports, UnaryOperator<PackageReport> shortening) {
        return reports.stream().map(shortening).toList();
    }

    private static PackageReport with(PackageReport report, String cause, Optional<String> remedy) {
        return new PackageReport(report.path(), report.name(), report.oldVersion(), report.version(), report.outcome(),
                report.code(), cause, remedy, report.retryHelps(), report.distTag(), report.integrity(), report.size(),
                report.unpackedSize(), report.files(), List.of(), report.durations());
    }

    private static long bytesOf(List<PackageReport> reports) {
        return reports.stream().mapToLong(Abridged::bytesOf).sum();
    }

    private static long bytesOf(PackageReport report) {
        var warnings = report.warnings().stream()
                .flatMap(warning -> Stream.of(warning.code(), warning.message(), warning.pointer().orElse(""), " ".repeat(50)));
        return FIXED_BYTES + Stream.concat(warnings, Stream.of(report.path(), report.cause(), report.remedy().orElse("")))
                .mapToLong(Abridged::bytesOf).sum();
    }

    // Quotes are escaped, which doubles them.
    private static long bytesOf(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length + text.chars().filter(c -> c == '"' || c == '\\').count();
    }
}
