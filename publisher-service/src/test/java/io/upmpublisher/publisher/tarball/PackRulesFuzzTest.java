package io.upmpublisher.publisher.tarball;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.upmpublisher.publisher.tarball.PackageFile.Kind;

/**
 * Whatever an ignore file or a files list says, each file is either packed or left out by a rule, or the package is refused.
 */
class PackRulesFuzzTest {

    @FuzzTest(maxDuration = "5m")
    void decidesOnEveryFile(byte[] rules) throws Exception {
        var tree = tree().with(".gitignore", rules, Kind.REGULAR, false).with("Runtime/.npmignore", rules, Kind.REGULAR, false);
        try {
            var files = PackList.whole(tree, JsonNodeFactory.instance.objectNode());

            assertThat(files.files()).extracting(PackEntry::path).doesNotHaveDuplicates().contains("package.json");
            tree.files().forEach(file -> assertThat(isPacked(file, files) != isLeftOut(file, files)).as(file.path()).isTrue());
        } catch (PackingRefusedException e) {
            assertThat(e.code()).isEqualTo(PackingRefusedException.Code.PACK_RULES_TOO_COMPLEX);
        }
    }

    @FuzzTest(maxDuration = "5m")
    void takesAnyFilesList(byte[] entries) throws Exception {
        var manifest = JsonNodeFactory.instance.objectNode();
        var list = manifest.putArray("files");
        new String(entries, StandardCharsets.UTF_8).lines().forEach(list::add);
        try {
            assertThat(PackList.of(tree(), manifest)).extracting(PackEntry::path).contains("package.json");
        } catch (PackingRefusedException e) {
            assertThat(e.code()).isEqualTo(PackingRefusedException.Code.PACK_RULES_TOO_COMPLEX);
        }
    }

    private static FakeTree tree() {
        return new FakeTree().with("package.json", "{}").with("README.md", "r").with("Runtime/A.cs", "a")
                .with("Runtime/Build/B.cs", "b").with("Samples~/S/s.cs", "s").with("node_modules/x/index.js", "x");
    }

    private static boolean isPacked(PackageFile file, PackListing files) {
        return files.files().stream().anyMatch(entry -> entry.path().equals(file.path()));
    }

    private static boolean isLeftOut(PackageFile file, PackListing files) {
        return files.leftOut().stream().map(LeftOut::path)
                .anyMatch(path -> path.endsWith("/") ? file.path().startsWith(path) : file.path().equals(path));
    }
}
