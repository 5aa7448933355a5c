package io.upmpublisher.changelog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import io.upmpublisher.testing.GitHttpServer;
import io.upmpublisher.testing.ServiceInfrastructure;
import io.upmpublisher.testing.StandIns;

/** A database, a virtual host, a git server, GitHub and a model for the tests of this module, and waits that are short. */
public class ChangelogTestResource extends ServiceInfrastructure {

    private GitHttpServer git;
    private StandIns standIns;

    public ChangelogTestResource() {
        super("changelog");
    }

    @Override
    public Map<String, String> start() {
        try {
            var folder = Files.createTempDirectory("changelog-test");
            var settings = new HashMap<>(super.start());
            git = GitHttpServer.start(folder.resolve("git"));
            standIns = StandIns.start(0, folder.resolve("git"), git.url());
            addTo(settings, folder);
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addTo(Map<String, String> settings, Path folder) {
        settings.put("test.git-root", folder.resolve("git").toString());
        settings.put("GITHUB_BASE_URL", git.url().toString());
        settings.put("GITHUB_API_URL", standIns.url().toString());
        settings.put("GH_PAT", "github-token-1234");
        settings.put("GEMINI_API_URL", standIns.url().toString());
        settings.put("GEMINI_API_KEY", "gemini-key-1234");
        settings.put("UPM_CHANGELOG_MIRROR_DIR", folder.resolve("mirrors").toString());
        settings.put("changelog.draft.per-minute", "1000");
        settings.put("upm.messaging.inbox.attempts", "2");
        settings.put("upm.messaging.inbox.first-delay", "0.2S");
        settings.put("upm.messaging.inbox.longest-delay", "0.3S");
        settings.put("upm.tokens", "vera:viewer:viewer-token-1234,ci:requester(studio/*):requester-token-1234");
    }

    @Override
    public void stop() {
        if (standIns != null) {
            standIns.close();
            git.close();
        }
        super.stop();
    }
}
