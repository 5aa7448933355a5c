package io.upmpublisher.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.eclipse.jgit.util.SystemReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IsolatedGitTest {
    @Test
    void knowsNoConfigurationButItsOwn(@TempDir Path folder) throws Exception {
        new GitMirrors(folder, GitLimits.defaults(), GitCredentials.none());
        var reader = SystemReader.getInstance();
        assertThat(reader.getUserConfig().getSections()).isEmpty();
        assertThat(reader.getSystemConfig().getSections()).isEmpty();
        assertThat(reader.openUserConfig(null, null).getFile()).isNull();
        assertThat(reader.openJGitConfig(null, null).getFile()).isNull();
        assertThat(reader.getenv("GIT_DIR")).isNull();
    }
}
