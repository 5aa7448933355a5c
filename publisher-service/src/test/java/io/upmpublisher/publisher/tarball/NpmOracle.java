package io.upmpublisher.publisher.tarball;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The npm 11 of this machine, asked through its own libraries: one process answers many questions. */
public final class NpmOracle {

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<Path> PLACES = List.of(Path.of("/usr/lib/node_modules/npm"),
            Path.of("/usr/local/lib/node_modules/npm"));
    private static final int MINUTES = 3;

    private NpmOracle() {
    }

    /** Skips the calling test where npm 11 is not installed. */
    public static JsonNode ask(JsonNode question) throws IOException, InterruptedException {
        var npm = find();
        assumeThat(npm).as("npm 11 is installed; without it only the recorded answers are compared").isPresent();
        var folder = Files.createTempDirectory("npm-oracle");
        var input = Files.write(folder.resolve("question.json"), JSON.writeValueAsBytes(question));
        var output = folder.resolve("answer.json");
        var errors = folder.resolve("errors.txt");
        var process = new ProcessBuilder("node", Path.of("src/test/resources/packing/npm-oracle.js").toString(),
                npm.get().toString())
                .redirectInput(input.toFile()).redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
        assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).as("npm's libraries answer in time").isTrue();
        assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
        return JSON.readTree(output.toFile());
    }

    private static Optional<Path> find() throws IOException {
        for (var place : PLACES) {
            var manifest = place.resolve("package.json");
            if (Files.exists(manifest) && JSON.readTree(manifest.toFile()).path("version").asText().startsWith("11.")) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }
}
