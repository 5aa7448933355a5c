package io.upmpublisher.publisher.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import io.upmpublisher.publisher.manifest.ManifestReading.Readable;
import io.upmpublisher.publisher.manifest.ManifestReading.Unreadable;

/** Whatever the bytes, the answer is a manifest or a fault; see docs/develop.md for a search that goes on for longer. */
class ManifestReaderFuzzTest {

    private static final int MOST_FINDINGS = Finding.Code.values().length * 5;

    @FuzzTest(maxDuration = "5m")
    void answersAnyBytes(byte[] content) {
        switch (new ManifestReader().read(content)) {
            case Readable(var manifest, var warnings) -> {
                assertThat(manifest.name().value()).matches("[a-z0-9@/._-]+");
                assertThat(manifest.version().build()).isEmpty();
                assertThat(warnings).hasSizeLessThanOrEqualTo(MOST_FINDINGS)
                        .allMatch(each -> each.severity() == Finding.Severity.WARNING);
                assertThat(manifest.samples()).allMatch(sample -> !("/" + sample.path() + "/").contains("/../"));
            }
            case Unreadable(var fault, var raw) -> assertThat(fault.severity()).isEqualTo(Finding.Severity.CRITICAL);
        }
    }
}
