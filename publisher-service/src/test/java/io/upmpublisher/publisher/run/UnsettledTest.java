package io.upmpublisher.publisher.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.upmpublisher.events.PackageReport;
import io.upmpublisher.publisher.decision.PackageResult;
import io.upmpublisher.publisher.report.Reporting;

class UnsettledTest {

    @Test
    void isNothingWhereEveryPackageIsSettled() {
        assertThat(Unsettled.among(List.of(new PackageResult.Final(report("A"))))).isEmpty();
    }

    @Test
    void waitsAsLongAsTheMostPatientRegistryAsks() {
        var unsettled = Unsettled.among(List.of(new PackageResult.Final(report("DONE")),
                new PackageResult.Transient(report("A"), Optional.of(Duration.ofSeconds(3))),
                new PackageResult.Transient(report("B"), Optional.of(Duration.ofSeconds(7))),
                new PackageResult.Transient(report("C"), Optional.empty()))).orElseThrow();

        assertThat(unsettled.after()).contains(Duration.ofSeconds(7));
        assertThat(unsettled.code()).isEqualTo("A");
        assertThat(unsettled.reports()).extracting(PackageReport::code).containsExactly("A", "B", "C");
        assertThat(unsettled.isPaused()).isFalse();
        assertThat(unsettled.isHopeless()).isFalse();
    }

    @Test
    void waitsForAPersonBeforeAnythingElse() {
        var unsettled = Unsettled.among(List.of(new PackageResult.Transient(report("A"), Optional.empty()),
                new PackageResult.Misconfigured(report("B")), new PackageResult.RegistryPaused(report("C")))).orElseThrow();

        assertThat(unsettled.isPaused()).isTrue();
        assertThat(unsettled.code()).isEqualTo("C");
    }

    @Test
    void isHopelessWhereOnlyTheConfigurationHelps() {
        assertThat(Unsettled.among(List.of(new PackageResult.Transient(report("A"), Optional.empty()),
                new PackageResult.Misconfigured(report("B")))).orElseThrow().isHopeless()).isTrue();
    }

    private static PackageReport report(String code) {
        return new Reporting("A/package.json").failed(code, "It failed.", "Mend it.", true);
    }
}
