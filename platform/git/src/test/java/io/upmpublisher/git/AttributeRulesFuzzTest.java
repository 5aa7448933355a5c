package io.upmpublisher.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever a .gitattributes holds, a file has attributes by it, or a fault is named. */
class AttributeRulesFuzzTest {

    @FuzzTest(maxDuration = "5m")
    void readsAnyBytes(byte[] content) throws IOException {
        var rules = new AttributeRules(path -> path.equals(".gitattributes") ? content : new byte[0]);
        try {
            for (var path : new String[] { "a.cs", "Runtime/Deep/er/File.cs", "é.txt", "a b" }) {
                assertThat(Conversion.of(rules.of(path))).isNotNull();
            }
        } catch (GitException e) {
            assertThat(e.fault()).isIn(GitFault.ATTRIBUTES_UNUSABLE, GitFault.ENCODING_UNSUPPORTED);
        }
    }
}
