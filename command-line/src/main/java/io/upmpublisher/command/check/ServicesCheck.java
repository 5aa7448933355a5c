package io.upmpublisher.command.check;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.StreamSupport;

import io.upmpublisher.command.http.Reply;
import io.upmpublisher.command.settings.Variable;

/** Whether the five services live, are ready, are of one version, and share one clock. */
final class ServicesCheck implements Check {

    private static final List<Service> SERVICES = List.of(new Service("ingress", Variable.UPM_INGRESS_URL, 8081),
            new Service("publisher", Variable.UPM_PUBLISHER_URL, 8082),
            new Service("changelog", Variable.UPM_CHANGELOG_URL, 8083),
            new Service("notifier", Variable.UPM_NOTIFIER_URL, 8084), new Service("audit", Variable.UPM_AUDIT_URL, 8085));

    private final Clock clock;

    ServicesCheck() {
        this(Clock.systemUTC());
    }

    ServicesCheck(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "services";
    }

    @Override
    public List<Finding> look(Surroundings here) throws Exception {
        var findings = new ArrayList<Finding>();
        var versions = new TreeSet<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var looking = SERVICES.stream().map(service -> threads.submit((Callable<Seen>) () -> look(here, service))).toList();
            for (Future<Seen> each : looking) {
                var seen = each.get();
                findings.addAll(seen.findings());
                seen.version().ifPresent(versions::add);
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
        if (versions.size() > 1) {
            findings.add(Finding.warning("the services are of several versions: " + String.join(", ", versions),
                    "Deploy one version of all; for the minutes of a deployment this is as it should be."));
        }
        return findings;
    }

    private Seen look(Surroundings here, Service service) throws InterruptedException {
        var base = here.settings().url(service.variable()).orElse(URI.create("http://localhost:" + service.port()));
        var ready = here.get(URI.create(base + "/q/health/ready"));
        return switch (ready) {
            case Reply.Unanswered(var reason) -> new Seen(List.of(Finding.wrong(service.name() + " at " + base
                    + " was not reached: " + reason,
                    "Start it, or correct " + service.variable() + "; its log says why it does not run.")), Optional.empty());
            case Reply.Answered answer -> seen(here, service, base, answer);
        };
    }

    private Seen seen(Surroundings here, Service service, URI base, Reply.Answered ready) throws InterruptedException {
        var checks = ready.json().path("checks");
        if (!checks.isArray()) {
            return new Seen(List.of(Finding.wrong(service.name() + " at " + base + " answered " + ready.status()
                    + ", and not as a service does", "Correct " + service.variable() + ", or the proxy before it.")),
                    Optional.empty());
        }
        var findings = new ArrayList<Finding>();
        var version = here.isFast() ? Optional.<String> empty() : version(here, base);
        var down = StreamSupport.stream(checks.spliterator(), false).filter(each -> !each.path("status").asText().equals("UP"))
                .map(each -> each.path("name").asText()).toList();
        if (isDead(here, base)) {
            findings.add(
                    Finding.wrong(service.name() + " says that it must be restarted", "Restart it, and look into its log."));
        } else if (down.isEmpty() && ready.isSuccess()) {
            findings.add(
                    Finding.ok(service.name() + " is ready at " + base + version.map(each -> ", version " + each).orElse("")));
        } else {
            findings.add(Finding.wrong(service.name() + " is not ready: " + String.join(", ", down),
                    "What is named there is down for it; mend that first."));
        }
        difference(here, base, ready).flatMap(each -> Clocks.judged(service.name() + "'s clock", each))
                .ifPresent(findings::add);
        return new Seen(findings, version);
    }

    private static boolean isDead(Surroundings here, URI base) throws InterruptedException {
        return here.get(URI.create(base + "/q/health/live")) instanceof Reply.Answered live && live.status() == 503;
    }

    private static Optional<String> version(Surroundings here, URI base) throws InterruptedException {
        return here.get(URI.create(base + "/q/openapi?format=json")) instanceof Reply.Answered openApi && openApi.isSuccess()
                ? Optional.of(openApi.json().at("/info/version").asText()).filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    // A proxy adds the date, the services do not; their metrics tell when they began, and how long ago that is.
    private Optional<Duration> difference(Surroundings here, URI base, Reply.Answered ready) throws InterruptedException {
        var now = clock.instant();
        var byDate = ready.header("Date").flatMap(date -> Clocks.ahead(date, now));
        if (byDate.isPresent()) {
            return byDate;
        }
        return here.get(URI.create(base + "/q/metrics")) instanceof Reply.Answered metrics
                ? Clocks.aheadByMetrics(metrics.body(), clock.instant())
                : Optional.empty();
    }

    private record Service(String name, Variable variable, int port) {
    }

    private record Seen(List<Finding> findings, Optional<String> version) {
    }
}
