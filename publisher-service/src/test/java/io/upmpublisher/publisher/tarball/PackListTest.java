package io.upmpublisher.publisher.tarball;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.upmpublisher.publisher.tarball.PackageFile.Kind;

/** What the comparison with npm cannot show: things that only git has, and sizes that npm takes minutes for. */
class PackListTest {

    @Test
    void leavesOutLinksAndSubmodules() throws Exception {
        var tree = new FakeTree().with("package.json", "{}").with("a", "a")
                .with("link", "a".getBytes(StandardCharsets.UTF_8), Kind.SYMLINK, false)
                .with("sub", new byte[0], Kind.SUBMODULE, false)
                .with("sub2/.gitignore", "*".getBytes(StandardCharsets.UTF_8), Kind.SYMLINK, false)
                .with("sub2/kept", "k");

        assertThat(paths(tree, "{\"main\":\"link\",\"files\":[\"link\",\"sub\",\"sub2\",\"a\"]}"))
                .containsExactly("a", "sub2/kept", "package.json");
    }

    @Test
    void namesLinksAndSubmodulesThatNoRuleLeavesOut() throws Exception {
        var tree = new FakeTree().with("package.json", "{}").with(".npmignore", "ignored\n*.tmp\n")
                .with("link", "a".getBytes(StandardCharsets.UTF_8), Kind.SYMLINK, false)
                .with("link.tmp", "a".getBytes(StandardCharsets.UTF_8), Kind.SYMLINK, false)
                .with("below/sub", new byte[0], Kind.SUBMODULE, false)
                .with("ignored/sub", new byte[0], Kind.SUBMODULE, false)
                .with("below/ignored", new byte[0], Kind.SUBMODULE, false);

        assertThat(others(tree, "{}")).containsExactly("link", "below/sub");
        assertThat(others(tree, "{\"files\":[\"link\"]}")).containsExactly("link");
        assertThat(others(tree, "{\"files\":[\"below\"]}")).containsExactly("below/ignored", "below/sub");
        assertThat(others(tree, "{\"files\":[\"nothing\"],\"main\":\"link\"}")).containsExactly("link");
    }

    @Test
    void keepsGitsExecutableBit() throws Exception {
        var tree = new FakeTree().with("tool.sh", new byte[0], Kind.REGULAR, true).with("plain.sh", "");

        assertThat(PackList.of(tree, manifest("{}"))).extracting(PackEntry::mode).containsExactly(0644, 0755);
    }

    @Test
    @Timeout(60)
    void listsTenThousandFilesInSeconds() throws Exception {
        var tree = new FakeTree().with("package.json", "{}")
                .with(".npmignore", "*.tmp\n[Bb]uild/\n!Build/keep\n**/x*/**\n{a,b}/*.log\nLogs\n".repeat(5));
        for (var i = 0; i < 10_000; i++) {
            tree.with("Runtime/Module" + i % 20 + "/Deep/Deeper" + i % 7 + "/File" + i + ".cs", "x");
        }

        assertThat(PackList.of(tree, manifest("{}"))).hasSize(10_001);
    }

    @Test
    void saysWhichRuleKeepsWhatOut() throws Exception {
        var tree = new FakeTree().with("package.json", "{}").with(".gitignore", "*~\n!Keep~\n*.log\n!keep.log\n")
                .with("Samples~/a", "a").with("Keep~/a", "a").with("a.log", "").with("keep.log", "").with("b*c", "")
                .with("Editor/.npmignore", "x\n").with("Editor/x/y", "").with("node_modules/m/a", "").with("a.orig", "");

        assertThat(PackList.whole(tree, manifest("{}")).leftOut())
                .extracting(each -> each.path() + " " + each.rule().place() + ": " + each.rule().pattern())
                .containsExactlyInAnyOrder("Samples~/ .gitignore: *~", "a.log .gitignore: *.log",
                        "b*c npm's own rules: that no name has a *", "Editor/x/ Editor/.npmignore: x",
                        "node_modules/ npm's own rules: /node_modules", "a.orig npm's own rules: *.orig",
                        ".gitignore npm's own rules: .gitignore", "Editor/.npmignore npm's own rules: .npmignore");
        assertThat(PackList.whole(tree, manifest("{\"files\":[\"Keep~\"]}")).leftOut())
                .anySatisfy(each -> assertThat(each.rule().source()).isEqualTo(RuleSource.PACKAGE_JSON));
    }

    private static List<String> paths(FakeTree tree, String manifest) throws Exception {
        return PackList.of(tree, manifest(manifest)).stream().map(PackEntry::path).toList();
    }

    private static List<String> others(FakeTree tree, String manifest) throws Exception {
        return PackList.whole(tree, manifest(manifest)).others().stream().map(PackageFile::path).toList();
    }

    private static ObjectNode manifest(String text) throws Exception {
        return (ObjectNode) new JsonMapper().readTree(text);
    }
}
