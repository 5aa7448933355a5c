package io.upmpublisher.publisher.registry;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.publisher.alarm.Alarms;

/** The configured registries, one client each. */
@ApplicationScoped
public class Registries {

    private final Map<String, RegistryClient> clients = new TreeMap<>();
    private final List<String> mistakes = new ArrayList<>();
    private final Clock clock;
    private final Alarms alarms;
    private final Transactions transactions;

    Registries(RegistriesConfig config, Clock clock, Alarms alarms, Transactions transactions) {
        this.clock = clock;
        this.alarms = alarms;
        this.transactions = transactions;
        var plainHttpHosts = config.plainHttpHosts().orElse(Set.of());
        var retries = new RetryPolicy(RetryPolicy.DEFAULT.readAttempts(), RetryPolicy.DEFAULT.writeAttempts(),
                config.firstDelay(), RetryPolicy.DEFAULT.longestWait());
        config.named().forEach((name, entry) -> add(name, entry, plainHttpHosts, retries));
    }

    /** What is wrong with the configuration, in words that repeat no value of it. */
    public List<String> mistakes() {
        return List.copyOf(mistakes);
    }

    public Optional<RegistryClient> named(String name) {
        return Optional.ofNullable(clients.get(name));
    }

    public Set<String> names() {
        return Set.copyOf(clients.keySet());
    }

    /**
     * Asks a registry whether it is well and takes the token, before a run asks anything else of it.
     *
     * @return what stands against publishing to it now
     */
    public Optional<RegistryProblem> check(RegistryClient client) throws InterruptedException {
        return switch (client.whoami()) {
            case CredentialCheck.Accepted accepted -> {
                noteCredentialTaken(client);
                yield Optional.empty();
            }
            case CredentialCheck.Refused(RegistryProblem problem) -> {
                noteCredentialRefused(client);
                yield Optional.of(problem);
            }
            case CredentialCheck.NotOffered notOffered -> client.ping();
            // Registries that do not know the question answer it in many ways; only publishing will show.
            case CredentialCheck.Unavailable(RegistryProblem problem) -> Optional.of(problem).filter(
                    found -> found.code() == RegistryCode.REGISTRY_UNREACHABLE
                            || found.code() == RegistryCode.REGISTRY_RATE_LIMITED);
        };
    }

    public void noteCredentialRefused(RegistryClient client) {
        var code = RegistryCode.REGISTRY_CREDENTIAL_REFUSED;
        transactions.runInNew(() -> alarms.raise(code.name(), about(client),
                "The registry does not accept the token; nothing is published to it until it does.", code.remedy()));
    }

    public void noteCredentialTaken(RegistryClient client) {
        transactions.runInNew(() -> alarms.resolve(RegistryCode.REGISTRY_CREDENTIAL_REFUSED.name(), about(client)));
    }

    @PreDestroy
    void close() {
        clients.values().forEach(RegistryClient::close);
    }

    private void add(String name, RegistriesConfig.Entry entry, Set<String> plainHttpHosts, RetryPolicy retries) {
        var variables = name.equals("default");
        if (entry.url().isEmpty()) {
            mistakes.add((variables ? "UPM_REGISTRY" : "publisher.registry.named." + name + ".url")
                    + " is not set: the address of registry " + name);
        }
        if (entry.token().isEmpty()) {
            mistakes.add((variables ? "NPM_TOKEN" : "publisher.registry.named." + name + ".token")
                    + " is not set: the token of registry " + name);
        }
        if (entry.url().isPresent() && entry.token().isPresent()) {
            try {
                var registry = Registry.of(name, addressOf(entry.url().get()), new RegistryToken(entry.token().get()),
                        plainHttpHosts);
                var limits = RegistryLimits.DEFAULT.withMaxRequestBytes(entry.maxRequestBytes())
                        .withTransfer(entry.transferTimeout());
                clients.put(name, new RegistryClient(registry, limits, retries, clock,
                        pause -> TimeUnit.MILLISECONDS.sleep(pause.toMillis())));
            } catch (IllegalArgumentException e) {
                mistakes.add("registry " + name + (variables ? " (UPM_REGISTRY, NPM_TOKEN)" : "") + ": " + e.getMessage());
            }
        }
    }

    // The text of a URI's own complaint repeats the address, which may hold a password.
    private static URI addressOf(String text) {
        try {
            return URI.create(text.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("its address is no URL");
        }
    }

    private static String about(RegistryClient client) {
        return "registry " + client.registry().name();
    }
}
