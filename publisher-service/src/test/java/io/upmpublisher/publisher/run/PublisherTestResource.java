package io.upmpublisher.publisher.run;

import static io.upmpublisher.testing.PrivateInfrastructure.env;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import io.upmpublisher.testing.GitHttpServer;
import io.upmpublisher.testing.LfsServer;
import io.upmpublisher.testing.ServiceInfrastructure;

/** A database, a virtual host, a git server and the real registry behind a proxy, for all tests of this module. */
public class PublisherTestResource extends ServiceInfrastructure {

    private GitHttpServer git;
    private FaultyRegistry registry;

    public PublisherTestResource() {
        super("publisher");
    }

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<>(super.start());
        var folder = newFolder();
        git = GitHttpServer.start(folder.resolve("git"));
        registry = new FaultyRegistry(URI.create(env("UPM_TEST_VERDACCIO_URL")));
        settings.put("UPM_REGISTRY", registry.url().toString());
        settings.put("NPM_TOKEN", env("UPM_TEST_VERDACCIO_TOKEN"));
        settings.put("UPM_TRUSTED_OWNERS", "Studio");
        settings.put("GITHUB_BASE_URL", git.url().toString());
        settings.put("UPM_MIRROR_DIR", folder.resolve("mirrors").toString());
        settings.put("UPM_WORK_DIR", folder.resolve("work").toString());
        settings.put("upm.tokens", "vera:viewer:viewer-token-1234,oscar:operator:operator-token-1234");
        // What takes minutes in production.
        settings.put("publisher.registry.first-delay", "1MS");
        settings.put("publisher.source.lfs.first-delay", "1MS");
        settings.put("publisher.registry.named.default.transfer-timeout", "5S");
        settings.put("publisher.run.credential-recheck", "200MS");
        settings.put("publisher.run.pause-recheck", "200MS");
        settings.put("publisher.probe.first-delay", "200MS");
        settings.put("publisher.probe.longest-delay", "500MS");
        settings.put("publisher.probe.every", "200MS");
        settings.put("publisher.comparison.first-delay", "200MS");
        settings.put("publisher.comparison.longest-delay", "500MS");
        settings.put("publisher.comparison.fresh-for", "1MS");
        settings.put("publisher.comparison.every", "200MS");
        settings.put("upm.messaging.inbox.attempts", "4");
        settings.put("upm.messaging.inbox.first-delay", "20MS");
        settings.put("upm.messaging.inbox.longest-delay", "100MS");
        settings.put("upm.messaging.inbox.gap-wait", "2S");
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(new Outside(git.root(), git.lfs(), registry), new TestInjector.MatchesType(Outside.class));
        super.inject(injector);
    }

    @Override
    public void stop() {
        if (registry != null) {
            registry.close();
        }
        if (git != null) {
            git.close();
        }
        super.stop();
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "publisher-test-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the service reaches, as tests prepare it. */
    record Outside(Path gitRoot, LfsServer lfs, FaultyRegistry registry) {
    }
}
