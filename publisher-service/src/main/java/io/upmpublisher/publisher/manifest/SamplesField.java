package io.upmpublisher.publisher.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import io.upmpublisher.publisher.manifest.Finding.Code;

/** The field {@code samples} (https://docs.unity3d.com/Manual/cus-samples.html). */
final class SamplesField {

    private static final Pattern FORBIDDEN = Pattern.compile("[\\\\:\\p{Cntrl}]|^/|//|(?:^|/)\\.{1,2}(?:/|$)");
    private static final String FOLDER = "Samples~/";

    private SamplesField() {
    }

    static List<SampleEntry> entries(JsonNode samples) {
        var entries = new ArrayList<SampleEntry>();
        if (samples.isArray()) {
            for (var i = 0; i < samples.size(); i++) {
                var pointer = "/samples/" + i + "/path";
                path(samples.get(i)).ifPresent(path -> entries.add(new SampleEntry(pointer, path)));
            }
        }
        return entries;
    }

    static void check(JsonNode samples, Findings findings) {
        if (samples.isMissingNode()) {
            return;
        }
        if (!samples.isArray()) {
            findings.add(Finding.of(Code.SAMPLES_INVALID, "/samples", "\"samples\" is not a list of objects",
                    "Write [{\"displayName\": …, \"description\": …, \"path\": \"Samples~/…\"}]."));
            return;
        }
        for (var i = 0; i < samples.size(); i++) {
            check("/samples/" + i, samples.get(i), findings);
        }
    }

    private static void check(String pointer, JsonNode sample, Findings findings) {
        for (var field : List.of("displayName", "description", "path")) {
            if (PackageManifest.text(sample, field).isEmpty()) {
                findings.add(Finding.of(Code.SAMPLES_INVALID, sample.isObject() ? pointer + "/" + field : pointer,
                        sample.isObject() ? "a sample has no " + field : "a sample is no object",
                        "Give each sample a displayName, a description and a path."));
                if (!sample.isObject()) {
                    return;
                }
            }
        }
        if (PackageManifest.text(sample, "path").isPresent()) {
            var path = path(sample);
            if (path.isEmpty()) {
                findings.add(Finding.of(Code.SAMPLE_PATH_INVALID, pointer + "/path", "a sample's path leads out of the package",
                        "Write it relative to the package with slashes, as in \"Samples~/Basic\"."));
            } else if (!(path.get() + "/").startsWith(FOLDER)) {
                findings.add(Finding.of(Code.SAMPLE_PATH_INVALID, pointer + "/path", "a sample is not in the folder Samples~",
                        "Move it there: what lies elsewhere is imported with the package itself."));
            }
        }
    }

    private static Optional<String> path(JsonNode sample) {
        return PackageManifest.text(sample, "path")
                .map(path -> path.startsWith("./") ? path.substring(2) : path)
                .map(path -> path.endsWith("/") ? path.substring(0, path.length() - 1) : path)
                .filter(path -> !path.isEmpty() && !FORBIDDEN.matcher(path).find());
    }
}
