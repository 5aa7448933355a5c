package io.upmpublisher.publisher.registry;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.publisher.alarm.Alarms;

/** The configured registries, one client each. */
@ApplicationScoped
public class Registries {

    private final RegistryClients clients;
    private final Alarms alarms;
    private final Transactions transactions;

    Registries(RegistriesConfig config, Clock clock, Alarms alarms, Transactions transactions) {
        this.clients = RegistryClients.of(config, clock);
        this.alarms = alarms;
        this.transactions = transactions;
    }

    /** What is wrong with the configuration, in words that repeat no value of it. */
    public List<String> mistakes() {
        return clients.mistakes();
    }

    public Optional<RegistryClient> named(String name) {
        return Optional.ofNullable(clients.byName().get(name));
    }

    public Collection<RegistryClient> all() {
        return List.copyOf(clients.byName().values());
    }

    public Set<String> names() {
        return Set.copyOf(clients.byName().keySet());
    }

    /**
     * Asks a registry whether it is well and takes the token, before a run asks anything else of it.
     *
     * @return what stands against publishing to it now
     */
    public Optional<RegistryProblem> check(RegistryClient client) throws InterruptedException {
        var said = client.whoami();
        if (said instanceof CredentialCheck.Accepted) {
            noteCredentialTaken(client);
        } else if (said instanceof CredentialCheck.Refused) {
            noteCredentialRefused(client);
        }
        return problemIn(said, client);
    }

    /** The same for who only wants to know: no alarm is raised or ended. */
    public Optional<RegistryProblem> problemWith(RegistryClient client) throws InterruptedException {
        return problemIn(client.whoami(), client);
    }

    private static Optional<RegistryProblem> problemIn(CredentialCheck said, RegistryClient client)
            throws InterruptedException {
        return switch (said) {
            case CredentialCheck.Accepted accepted -> Optional.empty();
            case CredentialCheck.Refused(RegistryProblem problem) -> Optional.of(problem);
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
        clients.close();
    }

    private static String about(RegistryClient client) {
        return "registry " + client.registry().name();
    }
}
