package io.upmpublisher.git;

import java.io.IOException;

import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/** Keeps JGit from reading the machine's and the user's git configuration, and from writing its own into the home folder. */
final class IsolatedGit extends SystemReader.Delegate {
    private static boolean installed;

    private IsolatedGit(SystemReader original) {
        super(original);
    }

    /** JGit knows one reader per process. */
    static synchronized void install() {
        if (!installed) {
            SystemReader.setInstance(new IsolatedGit(SystemReader.getInstance()));
            installed = true;
        }
    }

    @Override
    public @Nullable String getenv(String variable) {
        return variable.startsWith("GIT_") || variable.equals("XDG_CONFIG_HOME") ? null : super.getenv(variable);
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        return new InMemory(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        return new InMemory(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return new InMemory(parent, fs);
    }

    private static final class InMemory extends FileBasedConfig {
        InMemory(Config parent, FS fs) {
            super(parent, null, fs);
        }

        @Override
        public void load() throws IOException, ConfigInvalidException {
            // There is no file.
        }

        @Override
        public void save() throws IOException {
            // JGit notes what it measured of the file system; it measures again after a restart.
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
