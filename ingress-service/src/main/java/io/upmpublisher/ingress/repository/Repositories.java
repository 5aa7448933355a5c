package io.upmpublisher.ingress.repository;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.RepositoryChanged;
import io.upmpublisher.events.RepositoryChanged.Change;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RepositorySettings;
import io.upmpublisher.events.UserName;
import io.upmpublisher.messaging.outbox.Outbox;
import io.upmpublisher.web.problem.Problem;

/** The registered repositories. Every method belongs into a transaction; every change tells an event. */
@ApplicationScoped
public class Repositories {

    private final RegistrationRepository registrations;
    private final Outbox outbox;
    private final Clock clock;

    Repositories(RegistrationRepository registrations, Outbox outbox, Clock clock) {
        this.registrations = registrations;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** As of now, if it is registered. */
    public Optional<RepositorySettings> settingsOf(RepositoryName repository) {
        return registrations.of(repository).map(Registration::asOfNow);
    }

    /** Those that publish. */
    public List<RepositoryName> active() {
        return registrations.active().stream().map(Registration::repository).toList();
    }

    Registration get(RepositoryName repository) {
        return registrations.of(repository).orElseThrow(() -> unknown(repository));
    }

    List<Registration> after(String key, int limit) {
        return registrations.after(key, limit);
    }

    List<Registration> all() {
        return registrations.all();
    }

    Registration register(RepositoryName repository, Settings settings, UserName by) {
        registrations.lockForAdding();
        if (registrations.of(repository).isPresent()) {
            throw new Problem(RepositoryProblem.REPOSITORY_EXISTS, repository + " is registered already.");
        }
        var registration = Registration.of(repository, settings, by, clock.instant());
        registrations.persist(registration);
        tell(registration, Change.REGISTERED, by);
        return registration;
    }

    /**
     * @param expectedVersion the version that the change was made from, where the caller says so
     */
    Registration change(RepositoryName repository, OptionalLong expectedVersion, UnaryOperator<Settings> change, UserName by) {
        var registration = locked(repository, expectedVersion);
        if (registration.change(change.apply(registration.settings()), by, clock.instant())) {
            tell(registration, Change.UPDATED, by);
        }
        return registration;
    }

    void remove(RepositoryName repository, OptionalLong expectedVersion, UserName by) {
        var registration = locked(repository, expectedVersion);
        registrations.delete(registration);
        tell(registration, Change.REMOVED, by);
    }

    private Registration locked(RepositoryName repository, OptionalLong expectedVersion) {
        var registration = registrations.locked(repository).orElseThrow(() -> unknown(repository));
        if (expectedVersion.isPresent() && expectedVersion.getAsLong() != registration.version()) {
            throw new Problem(RepositoryProblem.REPOSITORY_CHANGED, "It has version " + registration.version() + " now.");
        }
        return registration;
    }

    private void tell(Registration registration, Change change, UserName by) {
        outbox.append(new RepositoryChanged(registration.repository(), change, registration.asOfNow(), by));
    }

    private static Problem unknown(RepositoryName repository) {
        return new Problem(RepositoryProblem.REPOSITORY_UNKNOWN, repository + " is not registered.");
    }
}
