package io.upmpublisher.publisher.registry;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

/** The configured registries, one client each. */
@ApplicationScoped
public class Registries {

    private final Map<String, RegistryClient> clients = new TreeMap<>();
    private final Alarms alarms;

    Registries(RegistriesConfig config, Clock clock, Alarms alarms) {
        this.alarms = alarms;
        var plainHttpHosts = config.plainHttpHosts().orElse(Set.of());
        config.named().forEach((name, entry) -> {
            var limits = RegistryLimits.DEFAULT.withMaxRequestBytes(entry.maxRequestBytes())
                    .withTransfer(entry.transferTimeout());
            var registry = Registry.of(name, entry.url(), new RegistryToken(entry.token()), plainHttpHosts);
            clients.put(name, new RegistryClient(registry, limits, RetryPolicy.DEFAULT, clock,
                    pause -> TimeUnit.MILLISECONDS.sleep(pause.toMillis())));
        });
    }

    public Optional<RegistryClient> named(String name) {
        return Optional.ofNullable(clients.get(name));
    }

    public Set<String> names() {
        return Set.copyOf(clients.keySet());
    }

    /** Raises the alarm about a credential once when it is refused, and resolves it once it is taken again. */
    public void noteCredential(RegistryClient client, boolean refused) {
        var about = "registry " + client.registry().name();
        var code = RegistryCode.REGISTRY_CREDENTIAL_REFUSED;
        if (refused) {
            alarms.raise(code.name(), about,
                    "The registry does not accept the token; nothing is published to it until it does.",
                    code.remedy());
        } else {
            alarms.resolve(code.name(), about);
        }
    }

    @PreDestroy
    void close() {
        clients.values().forEach(RegistryClient::close);
    }
}
