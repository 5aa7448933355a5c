package io.upmpublisher.publisher.tarball;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

class PackDifferentialTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Path RECORDING = Path.of("src/test/resources/packing/recorded.json");
    private static final int RANDOM_CASES = 150;
    private static final int RECORDED_RANDOM_CASES = 40;
    private static final TarballLimits LIMITS = new TarballLimits(1_000, 10_000_000, 10_000_000, 6);

    private record Recorded(PackCase given, JsonNode expected) {
    }

    @TempDir
    Path folder;

    @Test
    void packsWhatNpmPacks() throws Exception {
        var seed = Long.getLong("packing.seed", System.nanoTime());
        var cases = new ArrayList<>(PackCases.all());
        for (var i = 0; i < RANDOM_CASES; i++) {
            cases.add(PackCases.random(seed + i));
        }

        var answers = ask(cases);

        var onDisk = new ArrayList<PackageTree>();
        for (var i = 0; i < cases.size(); i++) {
            onDisk.add(FakeTree.on(folder.resolve("p" + i)));
        }
        assertThat(differences(cases, onDisk, answers)).as("first random seed %s", seed).isEmpty();
    }

    @Test
    void packsWhatNpmPackedWhenItWasRecorded() throws Exception {
        if (Boolean.getBoolean("packing.record")) {
            record();
        }
        var recorded = List.of(JSON.readValue(RECORDING.toFile(), Recorded[].class));

        var differences = differences(recorded.stream().map(Recorded::given).toList(),
                recorded.stream().map(each -> (PackageTree) each.given().tree()).toList(),
                recorded.stream().map(Recorded::expected).toList());

        assertThat(recorded).hasSizeGreaterThan(100);
        assertThat(differences).isEmpty();
    }

    private void record() throws Exception {
        var cases = new ArrayList<>(PackCases.all());
        for (var seed = 0; seed < RECORDED_RANDOM_CASES; seed++) {
            cases.add(PackCases.random(seed));
        }
        var answers = ask(cases);
        var recorded = new ArrayList<Recorded>();
        for (var i = 0; i < cases.size(); i++) {
            recorded.add(new Recorded(cases.get(i), answers.get(i)));
        }
        JSON.writerWithDefaultPrettyPrinter().writeValue(RECORDING.toFile(), recorded);
    }

    private List<JsonNode> ask(List<PackCase> cases) throws Exception {
        var question = JSON.createObjectNode();
        var packages = question.putArray("packages");
        for (var i = 0; i < cases.size(); i++) {
            var location = Files.createDirectory(folder.resolve("p" + i));
            cases.get(i).writeTo(location);
            packages.addObject().put("dir", location.toString());
        }
        var answers = new ArrayList<JsonNode>();
        NpmOracle.ask(question).path("packages").forEach(answers::add);
        return answers;
    }

    private static List<String> differences(List<PackCase> cases, List<PackageTree> trees, List<JsonNode> answers)
            throws Exception {
        var differences = new ArrayList<String>();
        for (var i = 0; i < cases.size(); i++) {
            var expected = answers.get(i);
            var given = cases.get(i);
            var difference = expected.has("error") ? "npm failed: " + expected.path("error").asText()
                    : compare(given, trees.get(i), expected);
            if (!difference.isEmpty()) {
                differences.add(given.name() + " " + given.files().get(PackCase.MANIFEST) + " " + difference);
            }
        }
        return differences;
    }

    private static String compare(PackCase given, PackageTree tree, JsonNode expected) throws Exception {
        var out = new ByteArrayOutputStream();
        var packed = new TarballWriter(LIMITS).write(PackList.of(tree, given.manifest()), out);
        var entries = JSON.readTree(JSON.writeValueAsBytes(packed.entries()));
        if (!entries.equals(expected.path("entries"))) {
            var ours = paths(entries);
            var theirs = paths(expected.path("entries"));
            var surplus = new ArrayList<>(ours);
            surplus.removeAll(theirs);
            var missing = new ArrayList<>(theirs);
            missing.removeAll(ours);
            return "surplus " + surplus + " missing " + missing
                    + (surplus.isEmpty() && missing.isEmpty() ? " ours " + entries + " npm's " + expected.path("entries") : "");
        }
        var tar = new GZIPInputStream(new ByteArrayInputStream(out.toByteArray())).readAllBytes();
        var sha512 = Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-512").digest(tar));
        if (!sha512.equals(expected.path("sha512").asText())) {
            return "other tar bytes";
        }
        var header = HexFormat.of().formatHex(out.toByteArray(), 0, 10);
        return header.equals(expected.path("gzipHeader").asText()) ? "" : "other gzip header";
    }

    private static List<String> paths(JsonNode entries) {
        var paths = new ArrayList<String>();
        entries.forEach(entry -> paths.add(entry.path("path").asText()));
        return paths;
    }
}
