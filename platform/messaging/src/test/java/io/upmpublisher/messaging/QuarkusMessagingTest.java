package io.upmpublisher.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.upmpublisher.messaging.outbox.Outbox;
import io.upmpublisher.testing.ServiceInfrastructure;

/** The library as a service runs it, in Quarkus' class loader and transactions. */
@QuarkusTest
@QuarkusTestResource(value = ServiceInfrastructure.class, initArgs = @ResourceArg(name = "service", value = "ingress"), restrictToAnnotatedClass = true)
class QuarkusMessagingTest {

    @Inject
    Outbox outbox;

    @Inject
    Messaging messaging;

    @Inject
    MeterRegistry registry;

    @Inject
    TestRows rows;

    @Test
    void tellsWhatIsCommittedAtOnceAndNothingElse() {
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
            outbox.append(Samples.alarm("rolled back"));
            throw new IllegalStateException("something else failed");
        })).hasMessage("something else failed");
        assertThatThrownBy(() -> outbox.append(Samples.alarm("alone"))).isInstanceOf(IllegalStateException.class);
        QuarkusTransaction.requiringNew().run(() -> outbox.append(Samples.alarm("committed")));

        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(states()).containsExactly("sent"));
    }

    @Test
    void keepsTheLimitsThatTheServiceNames() {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(rows.kept()).isEqualTo(Duration.ofDays(3));
            assertThat(registry.get("upm.store.removed").tag("store", "test rows").functionCounter().count()).isEqualTo(4);
        });
    }

    private List<String> states() {
        var transactions = messaging.tables().transactions();
        return transactions.inNew(
                () -> Sql.query(transactions, "read states", row -> row.getString(1), "select state from outbox_entry"));
    }

    /** A table of the service, of which four rows are too old. */
    @ApplicationScoped
    static class TestRows {

        private volatile Duration kept = Duration.ZERO;

        @Produces
        StoreLimit limit() {
            return new StoreLimit("test rows", Duration.ofDays(3), (age, batch) -> {
                kept = age;
                return 4;
            });
        }

        Duration kept() {
            return kept;
        }
    }
}
