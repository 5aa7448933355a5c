package io.upmpublisher.ingress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import io.upmpublisher.testing.ServiceInfrastructure;
import io.upmpublisher.testing.StandIns;
import io.upmpublisher.testing.github.GitHubStandIn;

/**
 * A database and a virtual host for the tests of this module, a stand-in for GitHub's API, and the settings of a small studio.
 */
public class IngressTestResource extends ServiceInfrastructure {

    private static final URI GITHUB = URI.create("https://github.com");

    private StandIns standIns;
    private Path gitRoot;

    public IngressTestResource() {
        super("ingress");
    }

    /** GitHub, as tests prepare it: its repositories are those below the root. */
    public record Outside(Path gitRoot, GitHubStandIn gitHub) {
    }

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<>(super.start());
        gitRoot = newFolder();
        standIns = StandIns.start(0, gitRoot, GITHUB);
        settings.put("quarkus.http.test-port", "0");
        settings.put("GITHUB_WEBHOOK_SECRET", "old-webhook-secret," + Api.SECRET);
        settings.put("UPM_TRUSTED_OWNERS", "Studio,acme,tools,ada");
        settings.put("GITHUB_BASE_URL", GITHUB.toString());
        settings.put("GITHUB_API_URL", standIns.url().toString());
        settings.put("GH_PAT", "ghp_1234567890");
        settings.put("UPM_WATCH_HOOKS", "false");
        settings.put("UPM_COMPARE_HEADS", "false");
        settings.put("upm.tokens", "vera:viewer:viewer-token-1234,olaf:operator:operator-token-1234,"
                + "anna:admin:admin-token-1234,ci:requester(studio/*,acme/core):requester-token-1234");
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        super.inject(injector);
        injector.injectIntoFields(new Outside(gitRoot, standIns.gitHub()), new TestInjector.MatchesType(Outside.class));
    }

    @Override
    public void stop() {
        if (standIns != null) {
            standIns.close();
        }
        super.stop();
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "ingress-test-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
