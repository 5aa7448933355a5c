package io.upmpublisher.torture.subject;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.upmpublisher.testing.GitHttpServer;
import io.upmpublisher.testing.GitServerOptions;
import io.upmpublisher.testing.PrivateInfrastructure;
import io.upmpublisher.testing.StandIns;
import io.upmpublisher.testing.stack.Database;
import io.upmpublisher.testing.stack.RegistryProxy;
import io.upmpublisher.testing.stack.Service;
import io.upmpublisher.testing.stack.ServiceProcess;
import io.upmpublisher.testing.stack.TcpProxy;

/**
 * The whole product: five services as processes, their real Postgres, RabbitMQ, Verdaccio and git server, stand-ins for the
 * rest, and proxies before what faults are made of.
 */
public final class Subject implements AutoCloseable {

    public static final String WEBHOOK_SECRET = "torture-webhook-secret";
    public static final String ADMIN_TOKEN = "torture-admin-token-0123456789abcdef";
    static final String GITHUB_TOKEN = "ghp_torture0123456789abcdef";
    public static final String OWNER = "studio";

    // Times that operators would count in minutes, so that a short run sees what happens after them. Nothing else differs from
    // how the product runs.
    private static final List<String> SHORT_TIMES = List.of("upm.messaging.inbox.lease=5S",
            "upm.messaging.inbox.first-delay=0.5S", "upm.messaging.inbox.longest-delay=5S", "upm.messaging.outbox.lease=5S",
            "upm.messaging.outbox.resend-after=8S", "upm.messaging.outbox.finish-every=1S",
            "upm.messaging.broker.prove-alive-every=5S", "publisher.registry.named.default.transfer-timeout=4S",
            "publisher.run.credential-recheck=2S", "notifier.discord.per-minute=6000", "notifier.discord.answer-wait=3S",
            "changelog.draft.timeout=2S", "changelog.draft.per-minute=6000", "changelog.draft.per-day=1000000");

    private final Path workspace;
    private final Path programs;
    private final PrivateInfrastructure infrastructure = PrivateInfrastructure.create();
    private final Machinery machinery;
    private final GitHttpServer git;
    private final StandIns standIns;
    private final RegistryProxy registry;
    private final TcpProxy broker;
    private final TcpProxy database;
    private final Map<Service, List<ServiceProcess>> services = new EnumMap<>(Service.class);

    /**
     * @param programs a folder with the packaged program of each service, under its name
     */
    private Subject(Path workspace, Path programs) {
        this.workspace = workspace;
        this.programs = programs;
        this.machinery = new Machinery(infrastructure);
        var gitRoot = workspace.resolve("git");
        this.git = GitHttpServer.start(gitRoot, GitServerOptions.defaults().requiringToken(GITHUB_TOKEN));
        this.standIns = StandIns.start(0, gitRoot, git.url());
        this.registry = RegistryProxy.before(verdaccio());
        this.broker = TcpProxy.before(PrivateInfrastructure.env("UPM_TEST_RABBITMQ_HOST"),
                Integer.parseInt(PrivateInfrastructure.env("UPM_TEST_RABBITMQ_PORT")));
        this.database = TcpProxy.before(PrivateInfrastructure.env("UPM_TEST_DB_HOST"),
                Integer.parseInt(PrivateInfrastructure.env("UPM_TEST_DB_PORT")));
    }

    public static Subject start(Path workspace, Path programs) {
        var subject = new Subject(workspace, programs);
        try {
            for (var service : Service.values()) {
                subject.services.put(service, new ArrayList<>(List.of(subject.process(service, 1).start())));
            }
            subject.all().forEach(ServiceProcess::awaitReady);
            return subject;
        } catch (RuntimeException e) {
            subject.close();
            throw e;
        }
    }

    /** The first process of the service. */
    public ServiceProcess service(Service service) {
        return services.get(service).getFirst();
    }

    public List<ServiceProcess> replicas(Service service) {
        return List.copyOf(services.get(service));
    }

    public List<ServiceProcess> all() {
        return services.values().stream().flatMap(List::stream).toList();
    }

    /** Starts a second process of every service. */
    public void addReplicas() {
        services.forEach((service, processes) -> processes.add(process(service, 2).start()));
        all().forEach(ServiceProcess::awaitReady);
    }

    public void removeReplicas() {
        services.values().forEach(processes -> {
            while (processes.size() > 1) {
                processes.removeLast().close();
            }
        });
    }

    /** Starts whatever was killed, and waits for all to be ready. */
    public void revive() {
        all().stream().filter(process -> !process.isAlive()).forEach(ServiceProcess::start);
        all().forEach(ServiceProcess::awaitReady);
    }

    public Machinery machinery() {
        return machinery;
    }

    public StandIns standIns() {
        return standIns;
    }

    public URI chatWebhook() {
        return standIns.url().resolve("/api/webhooks/1/torture");
    }

    public RegistryProxy registry() {
        return registry;
    }

    /** The registry itself, as those who install packages reach it. */
    public URI verdaccio() {
        return URI.create(PrivateInfrastructure.env("UPM_TEST_VERDACCIO_URL"));
    }

    /** All connections to the broker go through it. */
    public TcpProxy brokerConnections() {
        return broker;
    }

    /** All the services' connections to the database go through it. */
    public TcpProxy databaseConnections() {
        return database;
    }

    /** The database as its administrator reaches it, whatever becomes of the services' connections. */
    public Database database() {
        return new Database(infrastructure.jdbcUrl());
    }

    public Path gitRoot() {
        return git.root();
    }

    public String gitUrl(String repository) {
        return git.url() + "/" + repository;
    }

    /**
     * Registers a repository, whose pushes publish from then on.
     *
     * @param marks whether what is published gets a tag and a release
     */
    public void register(String repository, boolean marks) {
        new Operator().post(service(Service.INGRESS).url().resolve("/api/repositories"),
                Map.of("url", gitUrl(repository), "status", "active", "tags", marks, "releases", marks));
    }

    /** Ends all processes at once. */
    public void killAll() {
        all().stream().filter(ServiceProcess::isAlive).forEach(ServiceProcess::kill);
    }

    @Override
    public void close() {
        database.restore();
        broker.restore();
        all().forEach(ServiceProcess::close);
        registry.close();
        standIns.close();
        git.close();
        broker.close();
        database.close();
        infrastructure.close();
    }

    private ServiceProcess process(Service service, int number) {
        var label = service.key() + "-" + number;
        return new ServiceProcess(service, new ServiceProcess.Launch(
                programs.resolve(service.key()).resolve("quarkus-run.jar"), environmentOf(service, label), SHORT_TIMES,
                folder("log").resolve(label + ".log")));
    }

    private Map<String, String> environmentOf(Service service, String label) {
        var environment = new HashMap<>(infrastructure.variablesFor(service.key()));
        environment.put("UPM_DB_URL",
                infrastructure.jdbcUrl().replaceFirst("//[^/]+/", "//127.0.0.1:" + database.port() + "/"));
        environment.put("RABBITMQ_HOST", "127.0.0.1");
        environment.put("RABBITMQ_PORT", Integer.toString(broker.port()));
        environment.put("UPM_TOKENS", "torture:admin:" + ADMIN_TOKEN);
        // One token asks here for what many would.
        environment.put("UPM_LIMIT_CALLS_PER_MINUTE", "0");
        environment.put("UPM_TRUSTED_OWNERS", OWNER);
        environment.put("GITHUB_BASE_URL", git.url().toString());
        environment.put("GITHUB_API_URL", standIns.url().toString());
        environment.put("GH_PAT", GITHUB_TOKEN);
        environment.put("GITHUB_WEBHOOK_SECRET", WEBHOOK_SECRET);
        environment.put("UPM_REGISTRY", registry.url().toString());
        environment.put("NPM_TOKEN", PrivateInfrastructure.env("UPM_TEST_VERDACCIO_TOKEN"));
        environment.put("UPM_MIRROR_DIR", folder("mirrors").resolve(label).toString());
        environment.put("UPM_WORK_DIR", folder("work").resolve(label).toString());
        environment.put("DISCORD_WEBHOOK_UPM", chatWebhook().toString());
        environment.put("GEMINI_API_KEY", "torture-gemini-key");
        environment.put("GEMINI_API_URL", standIns.url().toString());
        return environment;
    }

    private Path folder(String name) {
        try {
            return Files.createDirectories(workspace.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not make a folder for " + name, e);
        }
    }

    public Stream<Long> pids() {
        return all().stream().filter(ServiceProcess::isAlive).map(ServiceProcess::pid);
    }
}
