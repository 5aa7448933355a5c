package io.upmpublisher.system;

import static io.upmpublisher.system.PackageAssert.assertThatPackage;
import static io.upmpublisher.system.RunAssert.assertThatRun;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.upmpublisher.testing.stack.Service;

@SystemTest
class OutageIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Stack stack;

    OutageIT(Stack stack) {
        this.stack = stack;
    }

    @Test
    void publisherThatIsKilledAfterTheRegistryTookAPackageDoesNotSendItAgain() {
        var game = stack.repository("killed-after").withPackage("core", "1.0.0").withPackage("ui", "1.0.0", "core");
        var held = stack.registry().holdAnswer(game.nameOf("core"));
        var run = game.push("Add core and ui");
        held.awaitReached();

        stack.publisher().kill();
        held.drop();
        stack.publisher().start().awaitReady();

        assertThatRun(run).ended("published").hasPackages("published", game.manifestOf("core"), game.manifestOf("ui"));
        assertThat(stack.registry().puts(game.nameOf("core"))).hasSize(1);
        assertThatPackage(stack, game.nameOf("core")).hasVersions("1.0.0").wasPublishedOnce("1.0.0");
        assertThatPackage(stack, game.nameOf("ui")).hasVersions("1.0.0").wasPublishedOnce("1.0.0");
    }

    @Test
    void publisherThatIsKilledBeforeTheRegistryTookAPackageSendsItAgain() {
        var game = stack.repository("killed-before").withPackage("core", "1.0.0");
        var held = stack.registry().holdRequest(game.nameOf("core"));
        var run = game.push("Add core");
        held.awaitReached();

        stack.publisher().kill();
        held.drop();
        stack.publisher().start().awaitReady();

        assertThatRun(run).ended("published").hasPackages("published", game.manifestOf("core"));
        assertThatPackage(stack, game.nameOf("core")).hasVersions("1.0.0").wasPublishedOnce("1.0.0");
    }

    @Test
    void registryThatComesBackGetsWhatWasPushedMeanwhile() {
        var game = stack.repository("registry-down").withPackage("core", "1.0.0");
        Run run;
        stack.registry().goDown();
        try {
            run = game.push("Add core");
            awaitWaiting(run, "REGISTRY_UNREACHABLE");
        } finally {
            stack.registry().comeBack();
        }

        assertThatRun(run).ended("published");
        assertThatPackage(stack, game.nameOf("core")).hasVersions("1.0.0").wasPublishedOnce("1.0.0");
    }

    @Test
    void refusedCredentialRaisesAnAlarmAndHoldsThePackageUntilItIsTakenAgain() {
        var game = stack.repository("token-refused").withPackage("core", "1.0.0");
        Run run;
        stack.registry().refuseCredentials(true);
        try {
            run = game.push("Add core");
            awaitWaiting(run, "REGISTRY_CREDENTIAL_REFUSED");
            awaitAlarm("alarm.raised");
            // The registry quoted the token.
            assertThat(stack.database().texts("select cause from publisher.inbox_entry where run_id = ?", run.id()))
                    .singleElement().asString().contains("not accepted")
                    .satisfies(cause -> assertThat(Secrets.toldBy(cause)).isEmpty());
        } finally {
            stack.registry().refuseCredentials(false);
        }

        assertThatRun(run).ended("published");
        awaitAlarm("alarm.resolved");
        assertThatPackage(stack, game.nameOf("core")).hasVersions("1.0.0").wasPublishedOnce("1.0.0");
    }

    @Test
    void brokerThatDiesBetweenAcceptanceAndPublishLosesNothing() {
        var game = stack.repository("broker-down").withPackage("core", "1.0.0");
        Run run;
        stack.killBroker();
        try {
            run = game.push("Add core");
            assertThat(run.request().path("state").asText()).isEqualTo("queued");
        } finally {
            stack.startBroker();
        }

        assertThatRun(run).ended("published");
        assertThatPackage(stack, game.nameOf("core")).hasVersions("1.0.0").wasPublishedOnce("1.0.0");
    }

    @Test
    void serviceThatStartsWhileItsDatabaseIsAwayWaitsForIt() {
        var notifier = stack.service(Service.NOTIFIER);
        notifier.kill();
        stack.refuseDatabase();
        try {
            notifier.start();
            await("a second look for the database").atMost(PATIENCE).until(() -> Files.readString(notifier.log())
                    .contains("Retrying in"));
            assertThat(notifier.isAlive()).isTrue();
        } finally {
            stack.admitDatabase();
        }

        notifier.awaitReady();
    }

    @Test
    void servicesWithoutTheirDatabaseAskCallersToComeAgainAndAreNotRestarted() {
        var questions = Map.of(Service.INGRESS, "/api/repositories", Service.PUBLISHER, "/api/runs/" + new UUID(7, 7),
                Service.CHANGELOG, "/api/changelogs", Service.NOTIFIER, "/api/notifications", Service.AUDIT,
                "/api/audit/records");
        stack.refuseDatabase();
        try {
            questions.forEach((service, path) -> {
                assertThat(stack.get(service, path)).as(service.key()).satisfies(answer -> {
                    assertThat(answer.status()).isEqualTo(503);
                    assertThat(answer.header("Content-Type")).contains("application/problem+json");
                    assertThat(answer.header("Retry-After")).isPresent();
                    assertThat(answer.json().path("type").asText()).isEqualTo("/problems/unavailable");
                });
                assertThat(stack.get(service, "/q/health/live").status()).as(service.key()).isEqualTo(200);
            });
        } finally {
            stack.admitDatabase();
        }

        questions.forEach((service, path) -> {
            stack.service(service).awaitReady();
            await(service.key()).atMost(PATIENCE).until(() -> stack.get(service, path).status() < 500);
        });
    }

    private void awaitWaiting(Run run, String code) {
        await("run " + run.id() + " to wait for " + code).atMost(PATIENCE).untilAsserted(() -> assertThat(codesOf(run))
                .containsExactly(code));
        assertThat(run.request().path("state").asText()).isEqualTo("queued");
    }

    private List<String> codesOf(Run run) {
        return stack.database().texts(
                "select code from publisher.inbox_entry where run_id = ? and state = 'open' and code is not null", run.id());
    }

    private void awaitAlarm(String name) {
        await(name).atMost(PATIENCE).untilAsserted(() -> assertThat(stack.database().texts(
                "select convert_from(payload, 'UTF8') from audit.inbox_entry where name = ?", name))
                .filteredOn(alarm -> alarm.contains("registry default")).singleElement().asString()
                .contains("REGISTRY_CREDENTIAL_REFUSED"));
    }
}
