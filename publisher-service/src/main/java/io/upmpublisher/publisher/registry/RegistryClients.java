package io.upmpublisher.publisher.registry;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Clients made of the configuration, and what is wrong with it, in words that repeat no value of it. */
final class RegistryClients implements AutoCloseable {

    private final Map<String, RegistryClient> byName = new TreeMap<>();
    private final List<String> mistakes = new ArrayList<>();
    private final Set<String> plainHttpHosts;
    private final RetryPolicy retries;
    private final Clock clock;

    private RegistryClients(Set<String> plainHttpHosts, RetryPolicy retries, Clock clock) {
        this.plainHttpHosts = plainHttpHosts;
        this.retries = retries;
        this.clock = clock;
    }

    static RegistryClients of(RegistriesConfig config, Clock clock) {
        var standard = RetryPolicy.DEFAULT;
        var clients = new RegistryClients(config.plainHttpHosts().orElse(Set.of()), new RetryPolicy(standard.readAttempts(),
                standard.writeAttempts(), config.firstDelay(), standard.longestWait()), clock);
        new TreeMap<>(config.named()).forEach(clients::add);
        return clients;
    }

    Map<String, RegistryClient> byName() {
        return byName;
    }

    List<String> mistakes() {
        return List.copyOf(mistakes);
    }

    @Override
    public void close() {
        byName.values().forEach(RegistryClient::close);
    }

    private void add(String name, RegistriesConfig.Entry entry) {
        var byVariables = name.equals("default");
        if (entry.url().isEmpty()) {
            mistakes.add((byVariables ? "UPM_REGISTRY" : "publisher.registry.named." + name + ".url")
                    + " is not set: the address of registry " + name);
        }
        if (entry.token().isEmpty()) {
            mistakes.add((byVariables ? "NPM_TOKEN" : "publisher.registry.named." + name + ".token")
                    + " is not set: the token of registry " + name);
        }
        if (entry.url().isPresent() && entry.token().isPresent()) {
            try {
                byName.put(name, client(name, entry, entry.url().get(), entry.token().get()));
            } catch (IllegalArgumentException e) {
                mistakes.add("registry " + name + (byVariables ? " (UPM_REGISTRY, NPM_TOKEN)" : "") + ": " + e.getMessage());
            }
        }
    }

    private RegistryClient client(String name, RegistriesConfig.Entry entry, String url, String token) {
        var limits = RegistryLimits.DEFAULT.withMaxRequestBytes(entry.maxRequestBytes())
                .withTransfer(entry.transferTimeout());
        return new RegistryClient(Registry.of(name, addressOf(url), new RegistryToken(token), plainHttpHosts), limits, retries,
                clock, pause -> TimeUnit.MILLISECONDS.sleep(pause.toMillis()));
    }

    // The text of a URI's own complaint repeats the address, which may hold a password.
    private static URI addressOf(String text) {
        try {
            return URI.create(text.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("its address is no URL");
        }
    }
}
