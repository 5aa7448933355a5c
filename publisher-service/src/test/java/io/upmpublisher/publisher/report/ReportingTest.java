package io.upmpublisher.publisher.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.upmpublisher.events.AlarmRaised;
import io.upmpublisher.events.EventCodec;
import io.upmpublisher.events.EventEnvelope;
import io.upmpublisher.events.PackageReport;
import io.upmpublisher.publisher.manifest.Finding;
import io.upmpublisher.publisher.manifest.Finding.Code;

class ReportingTest {

    @Test
    void takesOutWhatDatabasesRefuseAndCapsTheRest() {
        var report = new Reporting("A/package.json").failed("CODE", "a\u0000b\ud800c\u202Ed" + "x".repeat(5_000),
                "r".repeat(5_000),
                false);

        assertThat(report.cause()).startsWith("a b c dx").hasSizeLessThanOrEqualTo(Wording.CAUSE).endsWith("…");
        assertThat(report.remedy()).hasValueSatisfying(remedy -> assertThat(remedy).hasSizeLessThanOrEqualTo(Wording.REMEDY));
    }

    @Test
    void keepsSomeWarningsAndCountsTheOthers() {
        var reporting = new Reporting("A/package.json");
        IntStream.range(0, 100).forEach(number -> reporting.warn(WarningCode.DIST_TAG_INVALID, "warning " + number));

        var warnings = reporting.published("It is there.").warnings();

        assertThat(warnings).hasSize(21);
        assertThat(warnings.getLast().code()).isEqualTo("MORE_WARNINGS");
        assertThat(warnings.getLast().message()).startsWith("80 ");
    }

    @Test
    void tellsTheGravestWarningsFirst() {
        var reporting = new Reporting("A/package.json");
        reporting.warnOf(List.of(Finding.of(Code.AUTHOR_MISSING, "no author", "Add one."),
                Finding.of(Code.GUID_CLASH, "a clash", "Mend it.")));

        var warnings = reporting.published("It is there.").warnings();

        assertThat(warnings).extracting(PackageReport.Warning::code).containsExactly("GUID_CLASH", "AUTHOR_MISSING");
        assertThat(warnings.getFirst().message()).isEqualTo("a clash. Mend it.");
    }

    @Test
    void stopsOnTheCodesThatAreNamedAndTellsAllOfThem() {
        var reporting = new Reporting("A/package.json");
        IntStream.range(0, 30).forEach(number -> reporting.warn(WarningCode.PACKAGE_LARGE, "warning " + number + "."));
        reporting.warnOf(List.of(Finding.of(Code.AUTHOR_MISSING, "/author", "there is no author", "Add one."),
                Finding.of(Code.LICENSE_MISSING, "/license", "there is no licence", "Add it.")));

        assertThat(reporting.stoppedOn(Set.of("GUID_CLASH"))).isEmpty();
        var report = reporting.stoppedOn(Set.of("AUTHOR_MISSING", "LICENSE_MISSING")).orElseThrow();

        assertThat(report.code()).isEqualTo("LICENSE_MISSING");
        assertThat(report.cause()).contains("(at /license): there is no licence.").contains("AUTHOR_MISSING");
        assertThat(report.remedy()).contains("Add it.");
        assertThat(report.retryHelps()).isFalse();
        assertThat(report.warnings()).extracting(PackageReport.Warning::code).startsWith("LICENSE_MISSING", "AUTHOR_MISSING");
    }

    @Test
    void tellsHowLongItTook() {
        var reporting = new Reporting("A/package.json");
        reporting.started();
        reporting.took("pack", Duration.ofMillis(7));

        assertThat(reporting.published("It is there.").durations()).containsEntry("pack", 7L).containsKey("total");
    }

    @Test
    void fitsAThousandPackagesWithEverythingWrongIntoOneEvent() {
        var reports = IntStream.range(0, 1_000).mapToObj(ReportingTest::worst).toList();

        var abridged = Abridged.of(reports);

        assertThat(abridged).hasSize(1_000).allSatisfy(report -> assertThat(report.warnings()).isEmpty());
        assertThat(abridged.stream().mapToLong(ReportingTest::bytes).sum()).isLessThan(4 << 20);
    }

    @Test
    void leavesOrdinaryRunsAsTheyAre() {
        var reporting = new Reporting("A/package.json");
        reporting.warn(WarningCode.DIST_TAG_INVALID, "a warning");
        var reports = List.of(reporting.published("It is there."));

        assertThat(Abridged.of(reports)).isEqualTo(reports);
    }

    private static PackageReport worst(int number) {
        var reporting = new Reporting("é\"".repeat(330) + number);
        IntStream.range(0, 100).forEach(each -> reporting.warn(WarningCode.DIST_TAG_INVALID, "ü\"".repeat(1_000)));
        return reporting.failed("CODE", "ß\"".repeat(1_000), "ß\"".repeat(1_000), false);
    }

    // An alarm carries the same texts in the same encoding, beside an envelope that makes it larger still.
    private static long bytes(PackageReport report) {
        var alarm = new AlarmRaised(report.code(), report.path(), report.cause(), report.remedy().orElse("none"));
        return EventCodec.write(EventEnvelope.of(alarm, "publisher", Instant.EPOCH, Optional.empty(), Optional.empty()),
                alarm).length
                - report.path().getBytes(StandardCharsets.UTF_8).length;
    }
}
