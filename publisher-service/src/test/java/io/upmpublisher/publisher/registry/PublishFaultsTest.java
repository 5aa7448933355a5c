package io.upmpublisher.publisher.registry;

import static io.upmpublisher.publisher.registry.FakeRegistry.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.upmpublisher.publisher.registry.PublishOutcome.AlreadyThere;
import io.upmpublisher.publisher.registry.PublishOutcome.Ambiguous;
import io.upmpublisher.publisher.registry.PublishOutcome.CredentialRefused;
import io.upmpublisher.publisher.registry.PublishOutcome.Published;
import io.upmpublisher.publisher.registry.PublishOutcome.RateLimited;
import io.upmpublisher.publisher.registry.PublishOutcome.Refused;
import io.upmpublisher.publisher.registry.PublishOutcome.TooLarge;
import io.upmpublisher.publisher.tarball.Differences;
import io.upmpublisher.publisher.tarball.FileDifference;

class PublishFaultsTest {

    private static final Fence HELD = () -> {
    };

    @TempDir
    Path folder;

    private final SamplePackage sample = SamplePackage.of("com.acme.core", "1.0.0");
    private final Published published = new Published(sample.digests().integrity());
    private FakeRegistry registry;
    private RegistryClient client;
    private List<Duration> pauses;

    @BeforeEach
    void start() {
        registry = new FakeRegistry();
        use(TestRegistries.LIMITS);
    }

    @AfterEach
    void stop() {
        client.close();
        registry.close();
    }

    @Test
    void sendsOnceWhenAllIsWell() throws Exception {
        assertThat(publish()).isEqualTo(published);
        assertThat(registry.count("PUT")).isEqualTo(1);
        assertThat(pauses).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = { 500, 502, 503, 408 })
    void sendsAgainAfterPassingFault(int fault) throws Exception {
        registry.script("PUT", status(fault, ""), status(fault, "<html>"));

        assertThat(publish()).isEqualTo(published);
        assertThat(registry.count("PUT")).isEqualTo(3);
        assertThat(pauses).hasSize(2);
        assertThat(pauses.get(1)).isGreaterThanOrEqualTo(pauses.get(0));
    }

    @Test
    void asksBeforeEveryPut() throws Exception {
        registry.script("PUT", status(500, ""), status(500, ""));

        publish();

        assertThat(registry.requests()).extracting(FakeRegistry.Request::method)
                .startsWith("GET", "PUT", "GET", "PUT", "GET", "PUT");
    }

    @Test
    void givesUpAfterThreeFaultsWithoutSayingThatNothingHappened() throws Exception {
        registry.script("PUT", status(500, ""), status(500, ""), status(500, ""));

        assertThat(publish()).isInstanceOfSatisfying(Ambiguous.class, ambiguous -> {
            assertThat(ambiguous.problem().code()).isEqualTo(RegistryCode.PUBLISH_UNCERTAIN);
            assertThat(ambiguous.problem().retryHelps()).isTrue();
        });
        assertThat(registry.count("PUT")).isEqualTo(3);
    }

    @Test
    void findsVersionThatGotThereBeforeConnectionBroke() throws Exception {
        registry.script("PUT", registry.keepThenHangUp());

        assertThat(publish()).isEqualTo(published);
        assertThat(registry.count("PUT")).isEqualTo(1);
    }

    @Test
    void findsVersionThatGotThereBeforeUploadWasReset() throws Exception {
        var large = sample.withFiller(4 << 20);
        registry.script("PUT", registry.hangUpInMidBodyAfter(() -> registry.keep(large.document(folder), large.bytes())));

        assertThat(client.publish(large.document(folder), HELD)).isEqualTo(new Published(large.digests().integrity()));
        assertThat(registry.count("PUT")).isEqualTo(1);
    }

    @Test
    void findsVersionThatGotThereAlthoughNoAnswerCame() throws Exception {
        use(TestRegistries.IMPATIENT);
        registry.script("PUT", registry.keepThenStall());

        assertThat(publish()).isEqualTo(published);
        assertThat(registry.count("PUT")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = { 400, 404, 408, 500, 502, 503, 504 })
    void findsVersionThatGotThereWhateverTheAnswerSays(int status) throws Exception {
        registry.script("PUT", registry.keepThenSaySomethingElse(status));

        assertThat(publish()).isEqualTo(published);
        assertThat(registry.count("PUT")).isEqualTo(1);
    }

    @Test
    void sendsNothingAgainWhileItCannotAsk() throws Exception {
        registry.script("PUT", exchange -> {
            registry.script("GET", status(500, ""), status(500, ""), status(500, ""), status(500, ""), status(500, ""));
            exchange.close();
        });

        assertThat(publish()).isInstanceOf(Ambiguous.class);
        assertThat(registry.count("PUT")).isEqualTo(1);
    }

    @Test
    void sendsNothingWhenItCannotAsk() throws Exception {
        registry.script("GET", status(500, ""), status(500, ""), status(500, ""), status(500, ""), status(500, ""));

        assertThat(refusal(publish())).isEqualTo(RegistryCode.REGISTRY_UNREACHABLE);
        assertThat(registry.count("PUT")).isZero();
    }

    @Test
    void obeysRetryAfterInSeconds() throws Exception {
        registry.script("PUT", status(429, "Too many requests", "Retry-After", "7"));

        assertThat(publish()).isEqualTo(published);
        assertThat(pauses).hasSize(1).allMatch(pause -> pause.compareTo(Duration.ofSeconds(7)) >= 0);
    }

    @Test
    void obeysRetryAfterAsDate() throws Exception {
        registry.script("PUT", status(503, "", "Retry-After", "Sun, 1 Mar 2026 12:00:09 GMT"));

        assertThat(publish()).isEqualTo(published);
        assertThat(pauses).hasSize(1).allMatch(pause -> pause.compareTo(Duration.ofSeconds(9)) >= 0);
    }

    @Test
    void handsWorkBackWhenAskedToWaitLong() throws Exception {
        registry.script("PUT", status(429, "", "Retry-After", "600"));

        assertThat(publish()).isInstanceOfSatisfying(RateLimited.class,
                limited -> assertThat(limited.problem().retryAfter()).contains(Duration.ofMinutes(10)));
        assertThat(registry.count("PUT")).isEqualTo(1);
        assertThat(pauses).isEmpty();
    }

    @Test
    void doesNotRetryRefusedTokenNorRepeatsItWhenEchoed() throws Exception {
        registry.script("PUT", status(401, "{\"error\":\"bad token " + TestRegistries.TOKEN + "\"}"));

        assertThat(publish()).isInstanceOfSatisfying(CredentialRefused.class,
                refused -> assertThat(refused.problem().cause()).contains("bad token").doesNotContain(TestRegistries.TOKEN));
        assertThat(registry.count("PUT")).isEqualTo(1);
        assertThat(pauses).isEmpty();
    }

    @Test
    void doesNotRetryForbiddenPackage() throws Exception {
        registry.script("PUT", status(403, "{\"error\":\"user bench is not allowed to publish package com.acme.core\"}"));

        assertThat(refusal(publish())).isEqualTo(RegistryCode.REGISTRY_FORBIDDEN);
        assertThat(registry.count("PUT")).isEqualTo(1);
    }

    @Test
    void takesSameFilesForTheSameContentHoweverTheyWereCompressed() throws Exception {
        var byNpm = sample.compressed(0);
        registry.keep(byNpm.document(folder), byNpm.bytes());

        assertThat(publish()).isInstanceOfSatisfying(AlreadyThere.class, there -> {
            assertThat(there.integrity()).hasValue(byNpm.digests().integrity()).isNotEqualTo(sample.digests().integrity());
            assertThat(there.problem().code()).isEqualTo(RegistryCode.VERSION_EXISTS);
        });
        assertThat(compare()).isEqualTo(new PublishedContent.Same(byNpm.digests().integrity()));
        assertThat(registry.count("PUT")).isZero();
    }

    @Test
    void saysWhatIsOtherInOtherContent() throws Exception {
        var other = sample.containing("another");
        registry.keep(other.document(folder), other.bytes());

        assertThat(publish()).isInstanceOfSatisfying(AlreadyThere.class, there -> {
            assertThat(there.sameContent()).isFalse();
            assertThat(there.problem().code()).isEqualTo(RegistryCode.VERSION_EXISTS_OTHER_CONTENT);
            assertThat(there.problem().cause()).endsWith("with other content: content.txt is not the same.");
        });
        assertThat(otherContent()).endsWith("content.txt is not the same.");
    }

    @Test
    void doesNotTakeATarballForTheSameThatClientsWillRefuse() throws Exception {
        var listed = sample.containing("another");
        registry.keep(listed.document(folder), sample.compressed(0).bytes());

        assertThat(otherContent()).endsWith("its tarball has other bytes than the registry says.");
        assertThat(registry.count("GET")).isEqualTo(1 + 5);
    }

    @Test
    void comparesAgainWhatWasSpoiltOnItsWay() throws Exception {
        var byNpm = sample.compressed(0);
        registry.keep(byNpm.document(folder), byNpm.bytes());
        registry.script("TARBALL", status(200, "spoilt"), status(503, ""), FakeRegistry.hangUpInAnswer());

        assertThat(compare()).isInstanceOf(PublishedContent.Same.class);
    }

    @Test
    void leavesOpenWhatItCannotFetch() throws Exception {
        var byNpm = sample.compressed(0);
        registry.keep(byNpm.document(folder), byNpm.bytes());
        registry.script("TARBALL", Collections.nCopies(10, FakeRegistry.hangUpInAnswer()).toArray(FakeRegistry.Answer[]::new));

        assertThat(compare()).isInstanceOfSatisfying(PublishedContent.Unproven.class,
                unproven -> assertThat(unproven.problem().code()).isEqualTo(RegistryCode.REGISTRY_UNREACHABLE));
        assertThat(refusal(publish())).isEqualTo(RegistryCode.REGISTRY_UNREACHABLE);
    }

    @Test
    void unpacksNoBombAndReadsNoTarballWithoutEnd() throws Exception {
        var bomb = sample.containing(" ".repeat(16 << 20));
        registry.keep(bomb.document(folder), bomb.bytes());
        assertThat(otherContent()).endsWith("content.txt is not the same.");

        var large = sample.withFiller((int) TestRegistries.LIMITS.maxTarballBytes());
        registry.keep(large.document(folder), large.bytes());
        assertThat(otherContent()).endsWith("its tarball is larger than this publisher reads.");
    }

    @Test
    void breaksAPublishOffThatTakesTooLongAltogether() throws Exception {
        var never = new CountDownLatch(1);
        registry.script("PUT", status(503, ""));
        try (var patient = new RegistryClient(TestRegistries.at(registry.uri()), TestRegistries.IMPATIENT, RetryPolicy.DEFAULT,
                TestRegistries.CLOCK, pause -> never.await())) {
            assertThat(patient.longestPublish()).isEqualTo(Duration.ofSeconds(3));
            assertThat(patient.publish(sample.document(folder), HELD)).isInstanceOfSatisfying(Ambiguous.class,
                    ambiguous -> assertThat(ambiguous.problem().code()).isEqualTo(RegistryCode.PUBLISH_UNCERTAIN));
        }
    }

    @Test
    void knowsThatForbiddenMayMeanThatVersionExists() throws Exception {
        registry.script("PUT", exchange -> {
            registry.keep(sample.containing("other").document(folder), sample.containing("other").bytes());
            status(403, "{\"error\":\"You cannot publish over the previously published versions: 1.0.0.\"}").give(exchange);
        });

        assertThat(publish()).isInstanceOfSatisfying(AlreadyThere.class, there -> assertThat(there.sameContent()).isFalse());
    }

    @Test
    void removesOrphanOnlyAfterLookingForTheVersionManyTimes() throws Exception {
        registry.keepTarballOnly("/com.acme.core/-/com.acme.core-1.0.0.tgz");
        registry.script("PUT", status(409, "{\"error\":\"this package is already present\"}"));

        assertThat(publish()).isEqualTo(published);
        assertThat(registry.count("PUT")).isEqualTo(2);
        assertThat(registry.count("DELETE")).isEqualTo(1);
        assertThat(registry.requests()).extracting(FakeRegistry.Request::method).startsWith("GET", "PUT", "GET", "GET", "GET",
                "GET", "GET", "GET", "DELETE", "GET", "PUT");
    }

    @Test
    void removesNoTarballOfVersionThatAppearsWhileLooking() throws Exception {
        registry.script("PUT", exchange -> {
            registry.keep(sample.document(folder), sample.bytes());
            registry.script("GET", status(404, "{}"), status(404, "{}"));
            status(409, "{}").give(exchange);
        });

        assertThat(publish()).isInstanceOfSatisfying(AlreadyThere.class, there -> assertThat(there.sameContent()).isTrue());
        assertThat(registry.count("DELETE")).isZero();
    }

    @Test
    void removesNothingOnceItsWorkWasTakenOver() {
        registry.keepTarballOnly("/com.acme.core/-/com.acme.core-1.0.0.tgz");
        registry.script("PUT", status(409, "{\"error\":\"this package is already present\"}"));
        Fence lost = () -> {
            throw new IllegalStateException("another worker has it");
        };

        assertThatThrownBy(() -> client.publish(sample.document(folder), lost)).hasMessage("another worker has it");
        assertThat(registry.count("DELETE")).isZero();
    }

    @Test
    void repairsOrphanOnlyOnce() throws Exception {
        registry.keepTarballOnly("/com.acme.core/-/com.acme.core-1.0.0.tgz");
        registry.script("PUT", status(409, "{}"), status(409, "{}"), status(409, "{}"));

        assertThat(refusal(publish())).isEqualTo(RegistryCode.ORPHAN_TARBALL);
        assertThat(registry.count("PUT")).isEqualTo(2);
        assertThat(registry.count("DELETE")).isEqualTo(1);
    }

    @Test
    void doesNotBelieveAnAcceptedPut() throws Exception {
        registry.script("PUT", status(201, "{\"ok\":\"created new package\"}"));

        assertThat(publish()).isInstanceOfSatisfying(Ambiguous.class,
                ambiguous -> assertThat(ambiguous.problem().code()).isEqualTo(RegistryCode.READ_BACK_MISSING));
        assertThat(registry.count("PUT")).isEqualTo(1);
    }

    @Test
    void noticesThatServedTarballHasOtherBytes() throws Exception {
        registry.script("TARBALL", Collections.nCopies(20, status(200, "something else")).toArray(FakeRegistry.Answer[]::new));

        assertThat(refusal(publish())).isEqualTo(RegistryCode.READ_BACK_MISMATCH);
    }

    @Test
    void readsTarballAgainThatCameWithOtherBytesOnce() throws Exception {
        registry.script("TARBALL", status(200, "spoilt on its way"));

        assertThat(publish()).isEqualTo(published);
        assertThat(registry.count("PUT")).isEqualTo(1);
    }

    @Test
    void neverFollowsRedirectOfPut() throws Exception {
        try (var elsewhere = new FakeRegistry()) {
            for (var target : List.of(elsewhere.uri(), registry.uri())) {
                registry.script("PUT", status(307, "", "Location", target + "com.acme.core"));
                assertThat(refusal(publish())).isEqualTo(RegistryCode.REGISTRY_REDIRECT_REFUSED);
            }
            assertThat(elsewhere.requests()).isEmpty();
            assertThat(registry.count("PUT")).isEqualTo(2);
        }
    }

    @Test
    void sendsNothingLargerThanTheLimit() throws Exception {
        var size = client.requestBytes(sample.document(folder));
        use(limited(size - 1));
        assertThat(publish()).isInstanceOfSatisfying(TooLarge.class,
                large -> assertThat(large.requestBytes()).isEqualTo(size));
        assertThat(registry.requests()).isEmpty();

        use(limited(size));
        assertThat(publish()).isEqualTo(published);
    }

    @Test
    void reportsPackageThatRegistryFindsTooLarge() throws Exception {
        registry.script("PUT", status(413, "<html>Request Entity Too Large</html>"));

        assertThat(publish()).isInstanceOfSatisfying(TooLarge.class,
                large -> assertThat(large.problem().cause()).doesNotContain("<html>"));
        assertThat(registry.count("PUT")).isEqualTo(1);
    }

    @Test
    void breaksOffWhenTarballIsNotWhatWasMeasured() throws Exception {
        var document = sample.document(folder);
        Files.write(document.tarball().file(), sample.containing("another").bytes());

        assertThat(refusal(client.publish(document, HELD))).isEqualTo(RegistryCode.TARBALL_CHANGED);
        Files.delete(document.tarball().file());
        assertThat(refusal(client.publish(document, HELD))).isEqualTo(RegistryCode.TARBALL_CHANGED);
        assertThat(client.packument(sample.packageName())).isInstanceOf(Lookup.Absent.class);
    }

    @Test
    void saysThatRegistryCannotBeReached() throws Exception {
        try (var unreachable = TestRegistries.client(nobodyListens(), TestRegistries.LIMITS).client()) {
            assertThat(refusal(unreachable.publish(sample.document(folder), HELD)))
                    .isEqualTo(RegistryCode.REGISTRY_UNREACHABLE);
            assertThat(unreachable.ping()).map(RegistryProblem::code).contains(RegistryCode.REGISTRY_UNREACHABLE);
        }
    }

    @Test
    void sendsOneVersionOfPackageAfterTheOther() throws Exception {
        var next = SamplePackage.of(sample.name(), "1.1.0").document(folder);
        var outcome = new CompletableFuture<PublishOutcome>();
        var askedMeanwhile = new AtomicLong(-1);
        registry.script("PUT", exchange -> {
            Thread.ofVirtual().start(() -> publish(next, outcome));
            // Held until the other publish waits for its turn, or, if it does not wait, has begun to ask.
            Awaitility.await().until(() -> client.isAwaited(sample.packageName()) || registry.count("GET") > 1);
            askedMeanwhile.set(registry.count("GET") - 1);
            status(500, "").give(exchange);
        });

        assertThat(publish()).isEqualTo(published);
        assertThat(outcome.get(30, TimeUnit.SECONDS)).isInstanceOf(Published.class);
        assertThat(askedMeanwhile).hasValue(0);
    }

    @Test
    void isStoppedByInterrupt() throws Exception {
        Thread.currentThread().interrupt();
        Optional<Exception> thrown = Optional.empty();
        try {
            publish();
        } catch (InterruptedException e) {
            thrown = Optional.of(e);
        }
        assertThat(thrown).isPresent();
        assertThat(registry.count("PUT")).isZero();
    }

    @Test
    void listsTheFilesThatDifferAndNoneOfATarballThatNobodyCanVouchFor() throws Exception {
        var other = sample.containing("another").withFiller(10);
        registry.keep(other.document(folder), other.bytes());
        assertThat(differences().files()).extracting(FileDifference::path).containsExactly("content.txt", "filler.bin");
        assertThat(differences().isWhole()).isTrue();

        registry.keep(other.document(folder), sample.compressed(0).bytes());
        assertThat(differences().files()).isEmpty();
        registry.keep(other.document(folder), "<html>".getBytes(StandardCharsets.UTF_8));
        assertThat(differences().files()).isEmpty();
    }

    private Differences differences() throws Exception {
        var compared = client.compare(sample.packageName(), sample.semVersion(), sample.document(folder).tarball().contents(),
                50);
        return ((PublishedContent.Other) compared).files();
    }

    private PublishedContent compare() throws Exception {
        return client.compare(sample.packageName(), sample.semVersion(), sample.document(folder).tarball().contents());
    }

    private String otherContent() throws Exception {
        var compared = compare();
        assertThat(compared).isInstanceOf(PublishedContent.Other.class);
        return ((PublishedContent.Other) compared).problem().cause();
    }

    private PublishOutcome publish() throws InterruptedException {
        return client.publish(sample.document(folder), HELD);
    }

    private void publish(PublishDocument document, CompletableFuture<PublishOutcome> outcome) {
        try {
            outcome.complete(client.publish(document, HELD));
        } catch (InterruptedException e) {
            outcome.completeExceptionally(e);
        }
    }

    private void use(RegistryLimits limits) {
        if (client != null) {
            client.close();
        }
        var fixture = TestRegistries.client(registry.uri(), limits);
        client = fixture.client();
        pauses = fixture.pauses();
    }

    private static RegistryCode refusal(PublishOutcome outcome) {
        assertThat(outcome).isInstanceOf(Refused.class);
        return ((Refused) outcome).problem().code();
    }

    private static RegistryLimits limited(long maxRequestBytes) {
        var limits = TestRegistries.LIMITS;
        return new RegistryLimits(limits.connect(), limits.answer(), limits.transfer(), limits.maxPackumentBytes(),
                limits.maxTarballBytes(), OptionalLong.of(maxRequestBytes));
    }

    private static URI nobodyListens() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }
}
