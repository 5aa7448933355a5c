package io.upmpublisher.git;

import org.eclipse.jgit.storage.file.WindowCacheConfig;

/**
 * How JGit holds what it reads of packs. Its own 10 MB in pieces of 8 kB are made for a developer's machine; reading a whole
 * package once spends a tenth of its time on exchanging them.
 */
final class PackWindows {
    private static final long MOST_BYTES = 64L << 20;
    private static final int SHARE_OF_HEAP = 16;
    private static final int WINDOW = 64 << 10;
    private static boolean installed;

    private PackWindows() {
    }

    /** JGit has one cache per process. */
    static synchronized void install() {
        if (!installed) {
            var config = new WindowCacheConfig();
            config.setPackedGitWindowSize(WINDOW);
            config.setPackedGitLimit(
                    Math.max(config.getPackedGitLimit(),
                            Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP)));
            config.install();
            installed = true;
        }
    }
}
