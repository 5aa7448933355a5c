package io.upmpublisher.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.upmpublisher.testing.Discord;
import io.upmpublisher.testing.GitHttpServer;
import io.upmpublisher.testing.GitHubWebhook;
import io.upmpublisher.testing.GitServerOptions;
import io.upmpublisher.testing.LfsServer;
import io.upmpublisher.testing.PrivateInfrastructure;
import io.upmpublisher.testing.StandIns;
import io.upmpublisher.testing.stack.Database;
import io.upmpublisher.testing.stack.RegistryProxy;
import io.upmpublisher.testing.stack.Service;
import io.upmpublisher.testing.stack.ServiceProcess;

/**
 * Everything that runs: the five services, a git server, and a proxy before the registry. It is started once for all tests;
 * each uses repositories and packages of its own.
 */
final class Stack implements AutoCloseable {

    // Times that operators would count in minutes, so that tests may see what happens after them; and time for a changelog that was
    // killed to start again before its message goes without it, on machines that may be busy.
    private static final List<String> TIMES = List.of("upm.messaging.inbox.lease=5S",
            "publisher.registry.named.default.transfer-timeout=4S", "publisher.run.credential-recheck=3S",
            "notifier.discord.per-minute=500", "notifier.announce.changelog-wait=40S");

    // The registry outlives a run of the tests, and never takes a version twice.
    private final String generation = UUID.randomUUID().toString().substring(0, 8);
    private final PrivateInfrastructure infrastructure = PrivateInfrastructure.create();
    private final Path gitRoot = emptied(target()).resolve("git");
    private final GitHttpServer git = GitHttpServer.start(gitRoot,
            GitServerOptions.defaults().requiringToken(Secrets.GITHUB_TOKEN));
    private final StandIns standIns = StandIns.start(0, gitRoot, git.url());
    private final Discord chat = Discord
            .ofWebhook(standIns.url().resolve("/api/webhooks/1/" + Secrets.DISCORD_TOKEN));
    private final URI verdaccio = URI.create(PrivateInfrastructure.env("UPM_TEST_VERDACCIO_URL"));
    private final RegistryProxy registry = RegistryProxy.before(verdaccio);
    private final Map<Service, ServiceProcess> services = new EnumMap<>(Service.class);

    static Stack start() {
        var stack = new Stack();
        try {
            for (var service : Service.values()) {
                stack.services.put(service, new ServiceProcess(service, stack.launchOf(service)).start());
            }
            stack.services.values().forEach(ServiceProcess::awaitReady);
            return stack;
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    /** Where logs, repositories and installed packages go. */
    static Path target() {
        try {
            return Files.createDirectories(PrivateInfrastructure.checkout().resolve("system-test/target/system-test"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ServiceProcess publisher() {
        return service(Service.PUBLISHER);
    }

    ServiceProcess service(Service service) {
        return services.get(service);
    }

    LfsServer lfs() {
        return git.lfs();
    }

    /** What the publisher has fetched from Git LFS. */
    Path lfsCache() {
        return target().resolve("mirrors/publisher/.lfs");
    }

    RegistryProxy registry() {
        return registry;
    }

    /** The registry itself, as those who install packages reach it. */
    URI verdaccio() {
        return verdaccio;
    }

    /** The chat, as the notifier reaches it. */
    Discord chat() {
        return chat;
    }

    Database database() {
        return new Database(infrastructure.jdbcUrl());
    }

    /** Lets no service into its database any more, and those who are in out. */
    void refuseDatabase() {
        infrastructure.refuseDatabase();
    }

    void admitDatabase() {
        infrastructure.admitDatabase();
    }

    void killBroker() {
        infrastructure.broker("kill");
    }

    void startBroker() {
        infrastructure.broker("start");
    }

    /** A new repository that nobody has told the services of. */
    StudioRepository unregisteredRepository(String name) {
        return StudioRepository.create(this, gitRoot, name, generation);
    }

    StudioRepository repository(String name) {
        var repository = unregisteredRepository(name);
        repository.register();
        return repository;
    }

    String gitUrl(String repository) {
        return git.url() + "/" + repository;
    }

    /** Sends a delivery as GitHub does. */
    Http.Answer deliver(GitHubWebhook delivery) {
        return deliverSignedWith(Secrets.WEBHOOK, delivery);
    }

    Http.Answer deliverSignedWith(String secret, GitHubWebhook delivery) {
        return Http.post(service(Service.INGRESS).url().resolve("/webhooks/github"), delivery.headers(secret),
                delivery.body());
    }

    Http.Answer get(Service service, String path) {
        return Http.get(service(service).url().resolve(path), Secrets.VIEWER_TOKEN);
    }

    Http.Answer post(String path, Object body) {
        return post(Service.INGRESS, path, body);
    }

    Http.Answer post(Service service, String path, Object body) {
        return Http.post(service(service).url().resolve(path), Secrets.ADMIN_TOKEN, body);
    }

    @Override
    public void close() {
        services.values().forEach(ServiceProcess::close);
        registry.close();
        standIns.close();
        git.close();
        infrastructure.close();
    }

    private static Path emptied(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).filter(file -> !file.equals(folder)).toList()) {
                Files.delete(file);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("Could not remove what an earlier run left in " + folder, e);
        }
    }

    private ServiceProcess.Launch launchOf(Service service) {
        return new ServiceProcess.Launch(ServiceProcess.program(service), environmentOf(service), TIMES,
                target().resolve(service.key() + ".log"));
    }

    /** What an operator's shell has to look at all of it. */
    Map<String, String> operatorsEnvironment() {
        var environment = environmentOf(Service.INGRESS);
        for (var service : Service.values()) {
            environment.put("UPM_" + service.name() + "_URL", service(service).url().toString());
        }
        environment.put("UPM_TOKEN", Secrets.ADMIN_TOKEN);
        environment.put("UPM_DB_ADMIN_URL", infrastructure.jdbcUrl().replaceFirst("^jdbc:postgresql://",
                "postgresql://" + PrivateInfrastructure.env("UPM_TEST_DB_ADMIN_USER") + ":"
                        + PrivateInfrastructure.env("UPM_TEST_DB_ADMIN_PASSWORD") + "@"));
        return environment;
    }

    private Map<String, String> environmentOf(Service service) {
        var environment = new HashMap<>(infrastructure.variablesFor(service.key()));
        environment.put("UPM_TOKENS", "tests:admin:" + Secrets.ADMIN_TOKEN + ",watcher:viewer:" + Secrets.VIEWER_TOKEN);
        // One token asks here for what many would.
        environment.put("UPM_LIMIT_CALLS_PER_MINUTE", "0");
        environment.put("UPM_TRUSTED_OWNERS", StudioRepository.OWNER);
        environment.put("GITHUB_BASE_URL", git.url().toString());
        environment.put("GITHUB_API_URL", standIns.url().toString());
        environment.put("GH_PAT", Secrets.GITHUB_TOKEN);
        environment.put("GITHUB_WEBHOOK_SECRET", Secrets.WEBHOOK);
        environment.put("UPM_REGISTRY", registry.url().toString());
        environment.put("NPM_TOKEN", Secrets.registryToken());
        environment.put("UPM_MIRROR_DIR", target().resolve("mirrors/" + service.key()).toString());
        environment.put("UPM_WORK_DIR", target().resolve("work").toString());
        environment.put("DISCORD_WEBHOOK_UPM", chat.webhook().toString());
        environment.put("UPM_GIT_AUTHOR_EMAIL", StudioRepository.OWN_AUTHOR + "@studio.example");
        environment.put("GEMINI_API_KEY", Secrets.GEMINI_KEY);
        environment.put("GEMINI_API_URL", standIns.url().toString());
        if (service == Service.AUDIT) {
            environment.put("UPM_INGRESS_URL", service(Service.INGRESS).url().toString());
        }
        return environment;
    }
}
