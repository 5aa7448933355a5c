package io.upmpublisher.publisher.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.publisher.manifest.ManifestReading.Readable;
import io.upmpublisher.publisher.tarball.FakeTree;
import io.upmpublisher.publisher.tarball.NpmOracle;

class ManifestDifferentialTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Path RECORDING = Path.of("src/test/resources/packing/recorded-manifests.json");
    private static final CommitId COMMIT = CommitId.of("0123456789abcdef0123456789abcdef01234567");

    private record Case(String manifest, Map<String, String> files) {
    }

    private record Recorded(Case given, JsonNode expected) {
    }

    @TempDir
    Path folder;

    @Test
    void sendsTheManifestThatNpmSends() throws Exception {
        var cases = cases();
        assertThat(differences(cases, ask(cases))).isEmpty();
    }

    @Test
    void sendsTheManifestThatNpmSentWhenItWasRecorded() throws Exception {
        if (Boolean.getBoolean("packing.record")) {
            var answers = ask(cases());
            var recorded = new ArrayList<Recorded>();
            for (var i = 0; i < answers.size(); i++) {
                recorded.add(new Recorded(cases().get(i), answers.get(i)));
            }
            JSON.writerWithDefaultPrettyPrinter().writeValue(RECORDING.toFile(), recorded);
        }
        var recorded = List.of(JSON.readValue(RECORDING.toFile(), Recorded[].class));

        assertThat(recorded).hasSizeGreaterThan(40);
        assertThat(differences(recorded.stream().map(Recorded::given).toList(),
                recorded.stream().map(Recorded::expected).toList())).isEmpty();
    }

    private static List<String> differences(List<Case> cases, List<JsonNode> answers) throws Exception {
        var differences = new ArrayList<String>();
        for (var i = 0; i < cases.size(); i++) {
            var given = cases.get(i);
            var reading = new ManifestReader().read(given.manifest().getBytes(StandardCharsets.UTF_8));
            assertThat(reading).as(given.manifest()).isInstanceOf(Readable.class);
            var ours = JSON.readTree(JSON.writeValueAsBytes(
                    new ManifestNormalizer().normalize(((Readable) reading).manifest(), FakeTree.of(given.files()), COMMIT)));
            if (!ours.equals(answers.get(i))) {
                differences.add(given.manifest() + "\n ours  " + ours + "\n npm's " + answers.get(i) + "\n");
            }
        }
        return differences;
    }

    private List<JsonNode> ask(List<Case> cases) throws Exception {
        var question = JSON.createObjectNode();
        var manifests = question.putArray("manifests");
        for (var i = 0; i < cases.size(); i++) {
            var location = Files.createDirectory(folder.resolve("m" + i));
            Files.createDirectory(location.resolve(".git"));
            Files.writeString(location.resolve(".git/HEAD"), COMMIT + "\n");
            for (var file : cases.get(i).files().entrySet()) {
                var path = location.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
            Files.writeString(location.resolve("package.json"), cases.get(i).manifest());
            manifests.add(location.toString());
        }
        var answers = new ArrayList<JsonNode>();
        NpmOracle.ask(question).path("manifests").forEach(answers::add);
        return answers;
    }

    private static List<Case> cases() {
        var cases = new ArrayList<Case>();
        cases.add(new Case(
                """
                        {"name":" com.acme.core ","version":"v1.2.3","displayName":"Core","unity":"2021.3","unityRelease":"0f1",
                        "samples":[{"displayName":"S","path":"Samples~/S"}],"relatedPackages":{"a":"1.0.0"},"hideInEditor":false,"type":"library",
                        "_upm":{"changelog":"x"},"_id":"old","dependencies":{"com.unity.ugui":"1.0.0"},"number":1.0,"large":1e30}""",
                Map.of()));
        for (var field : List.of(
                "\"version\":\"1.2.3+build.5\"",
                "\"repository\":\"github:acme/foo\"", "\"repository\":\"acme/foo\"", "\"repository\":\"acme/foo#v1\"",
                "\"repository\":\"git@github.com:acme/foo.git\"", "\"repository\":\"https://github.com/acme/foo\"",
                "\"repository\":{\"type\":\"git\",\"url\":\"https://user:pw@github.com/acme/foo.git#main\",\"directory\":\"Packages/a\"}",
                "\"repository\":\"ssh://git@github.com/acme/foo.git\"", "\"repository\":\"git://github.com/acme/foo.git\"",
                "\"repository\":\"http://github.com/acme/foo\"", "\"repository\":\"https://github.com/acme/foo/tree/dev\"",
                "\"repository\":\"https://github.com/acme/foo/issues\"", "\"repository\":\"gitlab:acme/group/foo\"",
                "\"repository\":\"https://gitlab.com/acme/group/foo.git\"", "\"repository\":\"bitbucket:acme/foo\"",
                "\"repository\":\"gist:1234abcd\"", "\"repository\":\"https://gist.github.com/acme/1234abcd\"",
                "\"repository\":\"https://git.sr.ht/~acme/foo\"", "\"repository\":\"https://git.example.com/acme/foo.git\"",
                "\"repository\":\"nonsense\"", "\"repository\":\"https://www.github.com/acme/foo\"",
                "\"repository\":{\"url\":\"git+https://github.com/acme/foo.git\"}", "\"repositories\":[\"acme/foo\"]",
                "\"bugs\":\"me@acme.com\"", "\"bugs\":\"https://acme.com/bugs\"", "\"bugs\":\"nothing\"",
                "\"bugs\":{\"url\":\"https://acme.com\",\"email\":\"me@acme.com\",\"x\":1}",
                "\"bugs\":{\"web\":\"https://acme.com\"}",
                "\"bugs\":{\"url\":\"no url\"}", "\"homepage\":\"acme.com\"", "\"homepage\":\"https://acme.com\"",
                "\"homepage\":5",
                "\"keywords\":\"a, b,c\"", "\"keywords\":[\"a\",5,\"\"]", "\"keywords\":{\"a\":1}", "\"description\":5",
                "\"author\":\"Jane <j@acme.com> (https://acme.com)\"",
                "\"author\":{\"name\":\"Jane\",\"mail\":\"j@acme.com\",\"x\":1}",
                "\"author\":{\"email\":\"j@acme.com\"}",
                "\"contributors\":[\"A <a@b.c>\",{\"name\":\"B\",\"web\":\"https://b\"}]",
                "\"contributors\":\"A\"", "\"maintainers\":[\"M\"]", "\"files\":[\"a\",5,\"\"]", "\"files\":\"x\"",
                "\"modules\":{}",
                "\"bundleDependencies\":true,\"dependencies\":{\"a\":\"1.0.0\"}", "\"bundleDependencies\":false",
                "\"bundledDependencies\":[\"b\"]", "\"bundleDependencies\":{\"a\":1}", "\"bundleDependencies\":5",
                "\"dependencies\":[\"a@1.0.0\",\"b\",\"c >=2\"]", "\"dependencies\":\"a@1 b@2\"",
                "\"dependencies\":{\"a\":5,\"b\":\"1.0.0\"}",
                "\"dependencies\":{\"a\":\"https://github.com/acme/foo.git#1.0\",\"b\":\"acme/foo\",\"c\":\"file:../c\",\"d\":\"git@github.com:a/b\"}",
                "\"dependencies\":5", "\"devDependencies\":{\"a\":1}", "\"optionalDependencies\":[\"a@1\"]",
                "\"scripts\":{\"a\":\"./node_modules/.bin/x\",\"b\":5}", "\"scripts\":\"x\"", "\"bin\":\"./tool\"",
                "\"bin\":[\"a/b\",\"c\"]",
                "\"bin\":{\"../x\":\"../../y\",\"e\":\"\",\"n\":5}", "\"bin\":{}", "\"man\":\"./m.1\"", "\"man\":[\"m.1\",5]",
                "\"directories\":{\"bin\":\"cmd\"}", "\"gitHead\":\"own\"", "\"readme\":\"own readme\"",
                "\"main\":\"lib/main.js\"",
                "\"publishConfig\":{\"tag\":\"next\"}", "\"license\":\"MIT\"", "\"types\":\"x.d.ts\"",
                "\"funding\":\"https://x\"")) {
            var version = field.startsWith("\"version\"") ? "" : "\"version\":\"1.0.0\",";
            cases.add(new Case("{\"name\":\"com.acme.core\"," + version + field + "}", Map.of()));
            cases.add(new Case("{\"name\":\"com.acme.core\"," + version + field + "}",
                    Map.of("README.md", "# Title\n\nFirst line\nsecond line\n\nOther.", "lib/main.d.ts", "", "cmd/a", "",
                            "cmd/b/c", "",
                            "AUTHORS", "# all\nJane <j@acme.com>\n\n Bob \n", "server.js", "", "x.gyp", "", "index.d.ts", "")));
        }
        for (var readme : List.of("README", "readme.markdown", "README.txt", "ReadMe.MD", "README.md.meta")) {
            cases.add(new Case("{\"name\":\"com.acme.core\",\"version\":\"1.0.0\"}",
                    Map.of(readme, "## Only\n# headings\ntext ü")));
        }
        cases.add(new Case("{\"name\":\"@acme/core\",\"version\":\"1.0.0\",\"bin\":\"x\"}", Map.of("README.md", "")));
        return cases;
    }
}
