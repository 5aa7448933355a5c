package io.upmpublisher.ingress.hook;

import java.time.Clock;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.upmpublisher.ingress.hook.HookFindings.Finding;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.operator.Alarms;

/** Tells once what is wrong with the webhooks, whichever replica sees it, and once that it is over. */
@ApplicationScoped
class HookAlarms {

    private final WatchedHooks watched;
    private final SentDeliveries sent;
    private final Alarms alarms;
    private final Transactions transactions;
    private final HookConfig config;
    private final Clock clock;

    HookAlarms(WatchedHooks watched, SentDeliveries sent, Alarms alarms, Transactions transactions, HookConfig config,
            Clock clock) {
        this.watched = watched;
        this.sent = sent;
        this.alarms = alarms;
        this.transactions = transactions;
        this.config = config;
        this.clock = clock;
    }

    List<Finding> tell() {
        var findings = findings();
        transactions.runInNew(() -> {
            raised().stream().filter(raised -> findings.stream().noneMatch(raised::isOf))
                    .forEach(over -> alarms.resolve(over.code(), over.about()));
            findings.forEach(found -> alarms.raise(found.code(), found.about(), found.cause(), found.remedy()));
        });
        return findings;
    }

    List<Finding> findings() {
        var now = clock.instant();
        return new HookFindings(watched.all(), sent.givenUp(config.maxAsks(), now), sent.refused(config.maxAsks(), now),
                config.overdueAfter()).at(now);
    }

    private List<Raised> raised() {
        return Sql.query(transactions, "read the raised alarms", row -> new Raised(row.getString(1), row.getString(2)),
                "select code, about from alarm where code = any (?)", (Object) HookFindings.CODES.toArray(String[]::new));
    }

    private record Raised(String code, String about) {

        boolean isOf(Finding finding) {
            return finding.code().equals(code) && finding.about().equals(about);
        }
    }
}
