package io.upmpublisher.ingress;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.Fault;
import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RepositoryProbed;
import io.upmpublisher.events.RepositoryProbed.Decision;
import io.upmpublisher.events.RepositorySettings;
import io.upmpublisher.events.SemVersion;
import io.upmpublisher.ingress.database.IngressDatabase;
import io.upmpublisher.ingress.repository.Repositories;
import io.upmpublisher.messaging.outbox.Outbox;

/** The publisher, as ingress hears of it through the broker. */
@ApplicationScoped
public class Publisher {

    private final Outbox outbox;
    private final IngressDatabase database;
    private final Repositories repositories;

    Publisher(Outbox outbox, IngressDatabase database, Repositories repositories) {
        this.outbox = outbox;
        this.database = database;
        this.repositories = repositories;
    }

    public RepositorySettings settingsOf(String repository) {
        return database.inTransaction(() -> repositories.registeredSettings(RepositoryName.parse(repository)));
    }

    /** It read a repository, with one package. */
    public void read(String repository, RepositorySettings with) {
        var core = new RepositoryProbed.Package("package.json", Optional.of(PackageName.of("com.studio.core")),
                Optional.of(SemVersion.parse("1.0.0")), Optional.empty(), Decision.PUBLISH, "WOULD_PUBLISH");
        tell(new RepositoryProbed(RepositoryName.parse(repository), with, Instant.now(), Optional.empty(), List.of(),
                Optional.of("main"), List.of(new RepositoryProbed.Branch("main", true)), Optional.of("main"),
                Optional.of(CommitId.of("9f2c41d07be5a8361c94e0f7d25b6a83c1e4f790")),
                Optional.of(new RepositoryProbed.Plan(1, 0, 0, 0, List.of(core))), Optional.of(false), Optional.empty()));
    }

    /** It could not. */
    public void failed(String repository, RepositorySettings with, String code) {
        tell(new RepositoryProbed(RepositoryName.parse(repository), with, Instant.now(),
                Optional.of(new Fault(code, "There is none.", "Check the name.", false)), List.of(), Optional.empty(),
                List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    public void tell(RepositoryProbed probed) {
        database.runInTransaction(() -> outbox.append(probed));
    }
}
