package io.upmpublisher.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IsolatedGitTest {
    @Test
    void knowsNoConfigurationButItsOwn(@TempDir Path folder) throws Exception {
        new GitMirrors(folder, GitLimits.defaults(), GitCredentials.none());
        var reader = SystemReader.getInstance();
        for (var config : List.of(reader.openSystemConfig(null, FS.DETECTED), reader.openUserConfig(null, FS.DETECTED),
                reader.openJGitConfig(null, FS.DETECTED))) {
            config.load();
            config.setString("user", null, "name", "anybody");
            config.save();
            assertThat(config.getFile()).as("nothing is read from or written to a file").isNull();
        }
        assertThat(reader.getenv("GIT_DIR")).isNull();
    }
}
