package io.upmpublisher.ingress.reality;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.events.AlarmRaised;
import io.upmpublisher.events.AlarmResolved;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.messaging.outbox.Outbox;

/** Tells of a repository's flags once each, however often they are seen, and once that one is gone. */
@ApplicationScoped
class RepositoryAlarms {

    private final Transactions transactions;
    private final Outbox outbox;
    private final Clock clock;

    RepositoryAlarms(Transactions transactions, Outbox outbox, Clock clock) {
        this.transactions = transactions;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Belongs into the transaction that found the flags. */
    void hold(RepositoryName repository, List<Flag> alarming) {
        var about = repository.toString();
        var wanted = alarming.stream().map(Flag::code).toList();
        var raised = Sql.query(transactions, "find the alarms of a repository", row -> row.getString("code"),
                "select code from repository_alarm where repository_key = ?", repository.key());
        for (var flag : alarming) {
            var isNew = Sql.update(transactions, "note an alarm of a repository", """
                    insert into repository_alarm (repository_key, code, raised_at) values (?, ?, ?) on conflict do nothing
                    """, repository.key(), flag.code(), clock.instant().atOffset(ZoneOffset.UTC)) == 1;
            if (isNew) {
                outbox.append(new AlarmRaised(flag.code(), about, flag.cause(), flag.remedy()));
            }
        }
        for (var code : raised) {
            if (!wanted.contains(code) && Sql.update(transactions, "end an alarm of a repository",
                    "delete from repository_alarm where repository_key = ? and code = ?", repository.key(), code) == 1) {
                outbox.append(new AlarmResolved(code, about));
            }
        }
    }
}
