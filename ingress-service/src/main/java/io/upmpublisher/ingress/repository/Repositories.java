package io.upmpublisher.ingress.repository;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.RepositoryChanged;
import io.upmpublisher.events.RepositoryChanged.Change;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RepositoryProbed;
import io.upmpublisher.events.RepositorySettings;
import io.upmpublisher.events.UserName;
import io.upmpublisher.ingress.reality.Realities;
import io.upmpublisher.messaging.outbox.Outbox;
import io.upmpublisher.web.problem.Problem;

/** The registered repositories. Every method belongs into a transaction; every change tells an event. */
@ApplicationScoped
public class Repositories {

    /** Under what name a repository is made active that was read. */
    static final UserName PROBE = UserName.of("upm-probe");

    private final RegistrationRepository registrations;
    private final Realities realities;
    private final Outbox outbox;
    private final Clock clock;

    Repositories(RegistrationRepository registrations, Realities realities, Outbox outbox, Clock clock) {
        this.registrations = registrations;
        this.realities = realities;
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

    /** The same, or the problem that it is not registered. */
    public RepositorySettings registeredSettings(RepositoryName repository) {
        return get(repository).asOfNow();
    }

    /** Registers what is not registered so far, in the caller's transaction. */
    public RepositorySettings register(RepositoryName repository, Wish wish, UserName by) {
        return register(repository, wish.settings(), by).asOfNow();
    }

    /**
     * The names and settings of all, in the order of their keys, those after the given one.
     */
    public Map<RepositoryName, RepositorySettings> settingsAfter(String key, int limit) {
        var settings = new LinkedHashMap<RepositoryName, RepositorySettings>();
        registrations.after(key, limit)
                .forEach(registration -> settings.put(registration.repository(), registration.asOfNow()));
        return settings;
    }

    /**
     * Keeps how the publisher found a repository. A pending one that could be read as it is registered now is active from then
     * on; what an operator decided otherwise stays.
     */
    void probed(RepositoryProbed probed) {
        registrations.locked(probed.repository()).ifPresent(registration -> {
            if (probed.wasRead() && registration.isOf(probed.settings())
                    && registration.activate(PROBE, clock.instant())) {
                tell(registration, Change.UPDATED, PROBE);
            }
            realities.record(probed, registration.asOfNow());
        });
    }

    /** Nobody else adds or imports repositories before the transaction ends, so that many can be touched at once. */
    public void lockForAdding() {
        registrations.lockForAdding();
    }

    Registration get(RepositoryName repository) {
        return registrations.of(repository).orElseThrow(() -> unknown(repository));
    }

    /** In the order of their keys, those after the given one that have the text in their name, in any case. */
    List<Registration> after(String key, String part, int limit) {
        return registrations.after(key, part.toLowerCase(Locale.ROOT), limit);
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
        // The database numbers it.
        registrations.persistAndFlush(registration);
        realities.registered(repository);
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
            realities.reconsider(repository, registration.asOfNow());
        }
        return registration;
    }

    void remove(RepositoryName repository, OptionalLong expectedVersion, UserName by) {
        var registration = locked(repository, expectedVersion);
        registrations.delete(registration);
        realities.removed(registration.repository());
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
