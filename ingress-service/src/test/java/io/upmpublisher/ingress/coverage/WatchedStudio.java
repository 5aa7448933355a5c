package io.upmpublisher.ingress.coverage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.upmpublisher.ingress.Api;
import io.upmpublisher.ingress.IngressTestResource;
import io.upmpublisher.testing.GitHttpServer;
import io.upmpublisher.testing.StandIns;
import io.upmpublisher.testing.github.Hook;

/** The service as it runs where it may ask GitHub, with a webhook that points to it. */
public class WatchedStudio extends IngressTestResource {

    private @Nullable GitHttpServer git;
    private @Nullable StandIns standIns;
    private @Nullable Hook hook;
    private @Nullable FrontDoor door;

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<>(super.start());
        door = new FrontDoor();
        git = GitHttpServer.start(folder());
        standIns = StandIns.start(0, git.root(), git.url());
        hook = standIns.gitHub().hooks().add("studio", door.url(), Api.SECRET, "push");
        settings.put("UPM_WEBHOOK_URL", door.url().toString());
        settings.put("UPM_WATCH_HOOKS", "true");
        settings.put("UPM_COMPARE_HEADS", "true");
        settings.put("GITHUB_BASE_URL", git.url().toString());
        settings.put("GITHUB_API_URL", standIns.url().toString());
        settings.put("GH_PAT", "ghp_1234");
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        super.inject(injector);
        injector.injectIntoFields(standIns, new TestInjector.MatchesType(StandIns.class));
        injector.injectIntoFields(git, new TestInjector.MatchesType(GitHttpServer.class));
        injector.injectIntoFields(hook, new TestInjector.MatchesType(Hook.class));
    }

    @Override
    public void stop() {
        if (standIns != null) {
            standIns.close();
        }
        if (git != null) {
            git.close();
        }
        if (door != null) {
            door.close();
        }
        super.stop();
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("upm-watched-studio");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
