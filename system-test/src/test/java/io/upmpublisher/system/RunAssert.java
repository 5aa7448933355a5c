package io.upmpublisher.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

/** What is expected of a run once it is over. */
final class RunAssert {

    private final JsonNode run;

    private RunAssert(JsonNode run) {
        this.run = run;
    }

    /** Waits for the end of the run. */
    static RunAssert assertThatRun(Run run) {
        return new RunAssert(run.awaitEnd());
    }

    RunAssert ended(String state) {
        assertThat(run.path("state").asText()).as(run.toPrettyString()).isEqualTo(state);
        return this;
    }

    /** Every package has this outcome, and there are these manifests and no others. */
    RunAssert hasPackages(String outcome, String... manifests) {
        assertThat(packages()).as(run.toPrettyString())
                .extracting(found -> found.path("path").asText() + " " + found.path("outcome").asText())
                .containsExactlyInAnyOrderElementsOf(List.of(manifests).stream().map(path -> path + " " + outcome).toList());
        return this;
    }

    PackageReportAssert hasPackage(String manifest) {
        var found = packages().stream().filter(each -> each.path("path").asText().equals(manifest)).toList();
        assertThat(found).as(run.toPrettyString()).hasSize(1);
        return new PackageReportAssert(this, found.getFirst());
    }

    private List<JsonNode> packages() {
        return StreamSupport.stream(run.path("packages").spliterator(), false).toList();
    }

    /** What is expected of one package of the run. */
    record PackageReportAssert(RunAssert run, JsonNode report) {

        PackageReportAssert with(String field, String value) {
            assertThat(report.path(field).asText()).as(report.toPrettyString()).isEqualTo(value);
            return this;
        }

        PackageReportAssert withTextIn(String field, String part) {
            assertThat(report.path(field).asText()).as(report.toPrettyString()).contains(part);
            return this;
        }

        RunAssert and() {
            return run;
        }
    }
}
