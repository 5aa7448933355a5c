package io.upmpublisher.publisher.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.upmpublisher.events.PackageName;

class PackageLocksTest {

    private static final PackageName CORE = new PackageName("com.acme.core");

    private final PackageLocks locks = new PackageLocks();

    @Test
    void keepsOnePackageForOneAndLetsOthersThrough() throws Exception {
        var entered = new CountDownLatch(1);
        Thread waiting;
        try (var _ = locks.acquire(CORE)) {
            waiting = Thread.ofVirtual().start(() -> enter(CORE, entered));
            Awaitility.await().until(() -> waiting.getState() == Thread.State.WAITING);
            assertThat(entered.getCount()).isOne();

            var other = new CountDownLatch(1);
            CompletableFuture.runAsync(() -> enter(new PackageName("com.acme.other"), other)).get(10, TimeUnit.SECONDS);
            assertThat(other.getCount()).isZero();
        }
        assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
        waiting.join();
        assertThat(locks.size()).isZero();
    }

    private void enter(PackageName name, CountDownLatch entered) {
        try (var _ = locks.acquire(name)) {
            entered.countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
