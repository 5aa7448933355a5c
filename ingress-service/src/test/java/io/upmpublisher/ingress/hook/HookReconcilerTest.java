package io.upmpublisher.ingress.hook;

import static io.upmpublisher.ingress.Api.activeRepository;
import static io.upmpublisher.ingress.Api.deliver;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.upmpublisher.events.AlarmRaised;
import io.upmpublisher.events.AlarmResolved;
import io.upmpublisher.events.EventType;
import io.upmpublisher.github.ApiBase;
import io.upmpublisher.github.AppCredentials;
import io.upmpublisher.github.AppIdentity;
import io.upmpublisher.github.GitHubApi;
import io.upmpublisher.github.GitHubConnection;
import io.upmpublisher.github.PersonalToken;
import io.upmpublisher.ingress.Api;
import io.upmpublisher.ingress.IngressTestResource;
import io.upmpublisher.ingress.Told;
import io.upmpublisher.ingress.webhook.Pushes;
import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.operator.Alarms;
import io.upmpublisher.testing.GitHubWebhook;
import io.upmpublisher.testing.SettableClock;
import io.upmpublisher.testing.StandIns;
import io.upmpublisher.testing.UnityRepository;
import io.upmpublisher.testing.github.Hook;

@QuarkusTest
@QuarkusTestResource(IngressTestResource.class)
class HookReconcilerTest {

    private static final HookScope STUDIO = new HookScope(HookKind.ORGANIZATION, "studio");

    @TempDir
    Path root;
    @Inject
    Told told;
    @Inject
    Transactions transactions;
    @Inject
    Alarms alarms;

    private final SettableClock clock = new SettableClock(Instant.now());
    private StandIns standIns;
    private WatchedHooks watched;
    private SentDeliveries sent;

    @BeforeEach
    void start() {
        standIns = StandIns.start(0, root, URI.create("http://127.0.0.1:1"));
        watched = new WatchedHooks(transactions);
        sent = new SentDeliveries(transactions);
        watched.watchOnly(List.of(), clock.instant());
        watched.watchOnly(List.of(STUDIO), clock.instant());
    }

    @AfterEach
    void stop() {
        standIns.close();
    }

    @Test
    void bringsEveryDeliveryThatFailedWhileIngressWasDownAndNoneTwice() throws Exception {
        var hook = hook(here());
        var repositories = List.of(activeRepository(), activeRepository(), activeRepository());
        var commits = new HashSet<String>();
        for (var i = 0; i < 300; i++) {
            var push = Pushes.ofPackage(repositories.get(i % 3));
            commits.add(push.payload().get("after").asText());
            miss(hook, push, Duration.ofMinutes(60).minusSeconds(i), 502);
        }
        var reconciler = reconciler(here(), sent);

        for (var round = 0; round < 5; round++) {
            assertThat(reconciler.reconcileDue()).isTrue();
            clock.pass(Duration.ofMinutes(5));
        }

        assertThat(asked()).hasSize(300).doesNotHaveDuplicates();
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> assertThat(commitsToldOf(repositories)).hasSize(300));
        assertThat(Set.copyOf(commitsToldOf(repositories))).isEqualTo(commits);
        reconciler.reconcileDue();
        assertThat(asked()).hasSize(300);
        assertThat(sent.count(clock.instant().minus(Duration.ofHours(24))))
                .isEqualTo(new SentDeliveries.Count(300, 300, 300, 0));
    }

    @Test
    void asksForNothingThatIsHereWhateverGitHubThinksOfIt() throws Exception {
        var hook = hook(here());
        var late = Pushes.ofPackage(activeRepository());
        deliver(late).statusCode(202);
        miss(hook, late, Duration.ofMinutes(10), 504);

        reconciler(here(), sent).reconcileDue();

        assertThat(asked()).isEmpty();
        assertThat(sent.count(clock.instant().minus(Duration.ofHours(24)))).isEqualTo(new SentDeliveries.Count(1, 1, 0, 0));
    }

    @Test
    void asksOnceMoreAfterAKillBetweenAskingAndNotingWhichCausesNothingTwice() throws Exception {
        var hook = hook(here());
        var repository = activeRepository();
        var push = Pushes.ofPackage(repository);
        miss(hook, push, Duration.ofMinutes(10), 502);
        var killed = reconciler(here(), new SentDeliveries(transactions) {
            @Override
            void asked(HookScope scope, String guid, int asks, Instant next) {
                throw new IllegalStateException("killed");
            }

            // As if everything was looked at before the first redelivery arrived, whenever that is.
            @Override
            void seeArrived() {
            }

            @Override
            void forget(Instant windowBegin) {
            }
        });
        assertThatIllegalStateException().isThrownBy(killed::reconcileDue).withMessage("killed");
        assertThat(reconciler(here(), sent).reconcileDue()).as("somebody may still be at it").isFalse();

        clock.pass(HookReconciler.LEASE);
        assertThatIllegalStateException().isThrownBy(killed::reconcileDue).withMessage("killed");

        assertThat(asked()).hasSize(2);
        await().untilAsserted(() -> assertThat(standIns.gitHub().hooks().deliveries(hook)).hasSize(3));
        assertThat(told.requests(repository)).hasSize(1);
        Api.as("viewer").get("/api/deliveries/" + push.delivery()).then()
                .body("redeliveries", org.hamcrest.Matchers.equalTo(1));
        clock.pass(HookReconciler.LEASE);
        reconciler(here(), sent).reconcileDue();
        assertThat(asked()).hasSize(2);
    }

    @Test
    void asksAgainEverMoreRarelyThenGivesUpWithAnAlarmThatEndsWhenItComes() throws Exception {
        var nowhere = URI.create("http://127.0.0.1:1/webhooks/github");
        var hook = hook(nowhere);
        var push = Pushes.ofPackage(activeRepository());
        miss(hook, push, Duration.ofMinutes(10), 502);
        var reconciler = reconciler(nowhere, sent);
        var asks = new ArrayList<Integer>();
        for (var hours = 0; hours < 8; hours++) {
            reconciler.reconcileDue();
            asks.add(asked().size());
            alarms(nowhere).tell();
            clock.pass(Duration.ofHours(1));
        }
        assertThat(asks).containsExactly(1, 2, 2, 3, 3, 3, 3, 3);
        assertThat(raised()).containsExactly("DELIVERIES_MISSING");
        assertThat(sent.missing(clock.instant().minus(Duration.ofHours(24)), 10)).singleElement()
                .satisfies(missing -> assertThat(missing.guid()).isEqualTo(push.delivery()));

        deliver(push).statusCode(202);
        sent.seeArrived();
        alarms(nowhere).tell();
        assertThat(resolved()).containsExactly("DELIVERIES_MISSING");
    }

    @Test
    void doesNotGiveUpForGitHubsOwnTroubleButAsksEverMoreRarely() throws Exception {
        var nowhere = URI.create("http://127.0.0.1:1/webhooks/github");
        miss(hook(nowhere), Pushes.ofPackage(activeRepository()), Duration.ofMinutes(10), 502);
        var reconciler = reconciler(nowhere, sent);
        standIns.gitHub().limits().loseAnswers(6);
        var asks = new ArrayList<Integer>();
        for (var fives = 0; fives < 36; fives++) {
            reconciler.reconcileDue();
            asks.add(asked().size());
            clock.pass(Duration.ofMinutes(5));
        }
        assertThat(asks.stream().map(asks::indexOf).distinct()).containsExactly(0, 1, 3, 7, 15, 27);
        assertThat(sent.refused(3, clock.instant())).containsOnlyKeys(STUDIO);
        assertThat(sent.missing(clock.instant().minus(Duration.ofHours(24)), 10)).singleElement()
                .satisfies(missing -> assertThat(missing.asks()).isZero());

        for (var hours = 0; hours < 7; hours++) {
            assertThat(sent.givenUp(3, clock.instant())).isEmpty();
            reconciler.reconcileDue();
            clock.pass(Duration.ofHours(1));
        }
        assertThat(asked()).hasSize(6 + 3);
        assertThat(sent.givenUp(3, clock.instant())).containsOnlyKeys(STUDIO);
    }

    @Test
    void tellsOnceThatGitHubDoesNotSendAgainForItsOwnTroubleAndThatItDoesAgain() throws Exception {
        var nowhere = URI.create("http://127.0.0.1:1/webhooks/github");
        miss(hook(nowhere), Pushes.ofPackage(activeRepository()), Duration.ofMinutes(10), 502);
        var reconciler = reconciler(nowhere, sent);
        standIns.gitHub().limits().loseAnswers(6);
        var raisedBefore = raised().size();
        var resolvedBefore = resolved().size();
        for (var fives = 0; fives < 15; fives++) {
            reconciler.reconcileDue();
            alarms(nowhere).tell();
            clock.pass(Duration.ofMinutes(5));
        }
        assertThat(raised()).hasSize(raisedBefore);

        for (var fives = 15; fives < 27; fives++) {
            reconciler.reconcileDue();
            alarms(nowhere).tell();
            clock.pass(Duration.ofMinutes(5));
        }
        assertThat(raised().subList(raisedBefore, raised().size())).containsExactly("REDELIVERY_REFUSED");
        assertThat(resolved()).hasSize(resolvedBefore);

        for (var fives = 27; fives < 42; fives++) {
            reconciler.reconcileDue();
            alarms(nowhere).tell();
            clock.pass(Duration.ofMinutes(5));
        }
        assertThat(resolved().subList(resolvedBefore, resolved().size())).containsExactly("REDELIVERY_REFUSED");
    }

    @Test
    void letsAnotherWebhookTryWhatGitHubHasTroubleWith() throws Exception {
        var app = new HookScope(HookKind.APP, "");
        watched.watchOnly(List.of(app, STUDIO), clock.instant());
        var push = Pushes.ofPackage(activeRepository());
        for (var scope : List.of(app, STUDIO)) {
            watched.saw(scope, new Sighting(HookState.FOUND, Optional.of(1L), ""), clock.instant());
            sent.note(scope, List.of(new Attempt(7, push.delivery(), "push", clock.instant().minusSeconds(600), false,
                    "failed")));
        }
        sent.failed(app, push.delivery(), 4, clock.instant().plusSeconds(600));
        assertThat(sent.toAskFor(STUDIO, 3, clock.instant(), clock.instant(), 10)).isEmpty();

        sent.failed(app, push.delivery(), 5, clock.instant().plusSeconds(600));

        assertThat(sent.toAskFor(STUDIO, 3, clock.instant(), clock.instant(), 10)).hasSize(1);
        sent.asked(STUDIO, push.delivery(), 1, clock.instant().plusSeconds(3600));
        clock.pass(Duration.ofSeconds(600));
        assertThat(sent.toAskFor(app, 3, clock.instant(), clock.instant(), 10)).isEmpty();
    }

    @Test
    void tellsOfARefusalOnlyWhereNoOtherWebhookCanBeAskedAndTheOneIsThere() {
        var now = clock.instant();
        watched.watchOnly(List.of(HookScope.APP, STUDIO), now);
        var guid = Pushes.ofPackage("studio/game").delivery();
        for (var scope : List.of(HookScope.APP, STUDIO)) {
            watched.saw(scope, new Sighting(HookState.FOUND, Optional.of(1L), ""), now);
            sent.note(scope, List.of(new Attempt(7, guid, "push", now.minusSeconds(600), false, "failed")));
        }
        sent.failed(HookScope.APP, guid, 5, now.plusSeconds(600));
        assertThat(sent.refused(3, now)).as("the organisation's was not asked").isEmpty();

        sent.asked(STUDIO, guid, 3, now.plusSeconds(600));
        assertThat(sent.refused(3, now)).as("it may arrive").isEmpty();
        assertThat(sent.refused(3, now.plusSeconds(600))).containsOnlyKeys(HookScope.APP);

        sent.failed(STUDIO, guid, 5, now.plusSeconds(600));
        assertThat(sent.refused(3, now)).containsOnlyKeys(HookScope.APP);

        watched.saw(HookScope.APP, new Sighting(HookState.MISSING, Optional.empty(), ""), now);
        assertThat(sent.refused(3, now)).as("nobody asks it any more").isEmpty();
    }

    @Test
    void waitsForGitHubsLimits() throws Exception {
        miss(hook(here()), Pushes.ofPackage(activeRepository()), Duration.ofMinutes(10), 502);
        var reconciler = reconciler(here(), sent);
        standIns.gitHub().limits().refuse(1, Duration.ofMinutes(20));

        assertThat(reconciler.reconcileDue()).isTrue();
        clock.pass(Duration.ofMinutes(19));
        assertThat(reconciler.reconcileDue()).isFalse();
        clock.pass(Duration.ofMinutes(2));
        assertThat(reconciler.reconcileDue()).isTrue();
        assertThat(asked()).hasSize(1);
    }

    @Test
    void tellsOnceThatTheHookIsMissingOrOffAndThatItIsWellAgain() throws Exception {
        var reconciler = reconciler(here(), sent);
        var before = raised().size();
        look(reconciler);
        look(reconciler);
        assertThat(raised().subList(before, raised().size())).containsExactly("HOOK_MISSING");

        var hook = hook(here());
        standIns.gitHub().hooks().setActive(hook, false);
        look(reconciler);
        assertThat(raised().subList(before, raised().size())).containsExactly("HOOK_MISSING", "HOOK_INACTIVE");
        standIns.gitHub().hooks().setActive(hook, true);
        look(reconciler);
        assertThat(resolved()).contains("HOOK_MISSING", "HOOK_INACTIVE");
    }

    @Test
    void listsOnlyWhatIsNew() throws Exception {
        var hook = hook(here());
        var repository = activeRepository();
        for (var i = 0; i < 250; i++) {
            var old = GitHubWebhook.ping();
            miss(hook, old, Duration.ofHours(24).minusMinutes(5L * i), 200);
        }
        var reconciler = reconciler(here(), sent);
        reconciler.reconcileDue();
        var firstTime = lists();
        miss(hook, Pushes.ofPackage(repository), Duration.ofMinutes(2), 502);
        clock.pass(Duration.ofMinutes(5));
        reconciler.reconcileDue();

        assertThat(firstTime).isEqualTo(3);
        assertThat(lists() - firstTime).isEqualTo(1);
        await().untilAsserted(() -> assertThat(told.requests(repository)).hasSize(1));
    }

    @Test
    void bringsWhatTheAppsOwnWebhookSent() throws Exception {
        var api = app();
        var hook = appHook();
        var repository = activeRepository();
        miss(hook, Pushes.ofPackage(repository), Duration.ofMinutes(10), 502);
        watched.watchOnly(List.of(HookScope.APP), clock.instant());

        assertThat(reconciler(here(), sent, api).reconcileDue()).isTrue();

        await().untilAsserted(() -> assertThat(told.requests(repository)).hasSize(1));
        assertThat(watched.all()).extracting(WatchedHook::state).containsExactly(HookState.FOUND);
    }

    @Test
    void asksOneOfTwoWebhooksForWhatBothSent() throws Exception {
        var api = app();
        var repository = activeRepository();
        var push = Pushes.ofPackage(repository);
        miss(appHook(), push, Duration.ofMinutes(10), 502);
        miss(hook(here()), push, Duration.ofMinutes(9), 502);
        watched.watchOnly(List.of(HookScope.APP, STUDIO), clock.instant());
        var reconciler = reconciler(here(), sent, api);

        while (reconciler.reconcileDue()) {
            assertThat(sent.count(clock.instant().minus(Duration.ofHours(24))).made()).isEqualTo(1);
        }

        assertThat(asked()).hasSize(1);
        await().untilAsserted(() -> assertThat(told.requests(repository)).hasSize(1));
        sent.seeArrived();
        assertThat(sent.count(clock.instant().minus(Duration.ofHours(24)))).isEqualTo(new SentDeliveries.Count(1, 1, 1, 0));
    }

    @Test
    void asksEachOfTwoWebhooksForAnAttemptOfItsOwnAndGivesUpWhereNeitherBringsIt() throws Exception {
        var nowhere = URI.create("http://127.0.0.1:1/webhooks/github");
        var repository = activeRepository();
        UnityRepository.create(root, repository);
        var own = new HookScope(HookKind.REPOSITORY, repository);
        var push = Pushes.ofPackage(repository);
        miss(standIns.gitHub().hooks().add(repository, nowhere, Api.SECRET, "push"), push, Duration.ofMinutes(10), 502);
        miss(hook(nowhere), push, Duration.ofMinutes(9), 502);
        watched.watchOnly(List.of(own, STUDIO), clock.instant());
        var reconciler = reconciler(nowhere, sent);
        for (var quarters = 0; quarters < 60; quarters++) {
            while (reconciler.reconcileDue()) {
                assertThat(sent.missing(clock.instant().minus(Duration.ofHours(24)), 10)).hasSize(1);
            }
            clock.pass(Duration.ofMinutes(15));
        }

        assertThat(watched.all()).extracting(WatchedHook::state, WatchedHook::detail)
                .containsOnly(org.assertj.core.groups.Tuple.tuple(HookState.FOUND, ""));
        assertThat(asked().stream().filter(path -> path.contains("/repos/"))).hasSize(3);
        assertThat(asked().stream().filter(path -> path.contains("/orgs/"))).hasSize(3);
        assertThat(sent.givenUp(3, clock.instant())).containsOnlyKeys(own, STUDIO).containsValue(1);
    }

    @Test
    void leavesToAnotherWebhookWhatGitHubHasNoMoreOfTheFirst() throws Exception {
        var api = app();
        var repository = activeRepository();
        var push = Pushes.ofPackage(repository);
        miss(hook(here()), push, Duration.ofMinutes(9), 502);
        appHook();
        watched.watchOnly(List.of(HookScope.APP, STUDIO), clock.instant());
        // What the App's webhook sent was listed once, and is not known there any more.
        for (var scope : List.of(HookScope.APP, STUDIO)) {
            sent.note(scope, List.of(new Attempt(7, push.delivery(), "push", clock.instant().minusSeconds(600), false,
                    "failed")));
        }
        var reconciler = reconciler(here(), sent, api);
        sent.gone(HookScope.APP, push.delivery(), 3, clock.instant());
        watched.saw(STUDIO, new Sighting(HookState.FOUND, Optional.of(1L), ""), clock.instant());
        assertThat(sent.givenUp(3, clock.instant())).isEmpty();

        while (reconciler.reconcileDue()) {
            clock.pass(Duration.ofSeconds(1));
        }

        assertThat(asked()).singleElement().satisfies(path -> assertThat(path).contains("/orgs/"));
        await().untilAsserted(() -> assertThat(told.requests(repository)).hasSize(1));
    }

    /** An App that may ask for what its webhook and the organisation's sent. */
    private GitHubApi app() throws Exception {
        var keys = KeyPairGenerator.getInstance("RSA");
        keys.initialize(2048);
        var pair = keys.generateKeyPair();
        standIns.gitHub().apps().install(4711, pair.getPublic(), "studio");
        var key = "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----";
        var connection = connection(new SimpleMeterRegistry());
        return new GitHubApi(connection, new AppCredentials(AppIdentity.of("4711", key, clock), connection));
    }

    private Hook appHook() {
        return standIns.gitHub().hooks().add(Hook.APP, here(), Api.SECRET, "push");
    }

    private void look(HookReconciler reconciler) throws InterruptedException {
        assertThat(reconciler.reconcileDue()).isTrue();
        alarms(here()).tell();
        clock.pass(Duration.ofMinutes(5));
    }

    private HookReconciler reconciler(URI url, SentDeliveries deliveries) {
        return reconciler(url, deliveries, new GitHubApi(connection(new SimpleMeterRegistry()), new PersonalToken("ghp_1234")));
    }

    private HookReconciler reconciler(URI url, SentDeliveries deliveries, GitHubApi api) {
        var config = new Settings(url);
        var gitHub = new GitHubHooks(() -> api, config);
        return new HookReconciler(gitHub, watched, deliveries, new SentListing(gitHub, watched, deliveries, config, clock),
                new Redelivery(gitHub, watched, deliveries, config, new SimpleMeterRegistry(), clock), config, clock);
    }

    private GitHubConnection connection(MeterRegistry metrics) {
        return new GitHubConnection(ApiBase.of(standIns.url(), Set.of()), Duration.ofSeconds(20), clock, metrics);
    }

    private HookAlarms alarms(URI url) {
        return new HookAlarms(watched, sent, alarms, transactions, new Settings(url), clock);
    }

    private Hook hook(URI url) {
        return standIns.gitHub().hooks().add("studio", url, Api.SECRET, "push");
    }

    private void miss(Hook hook, GitHubWebhook content, Duration ago, int status) {
        standIns.gitHub().hooks().miss(hook, content, clock.instant().minus(ago), status);
    }

    private static URI here() {
        return URI.create("http://localhost:" + RestAssured.port + "/webhooks/github");
    }

    /** What GitHub was asked to deliver again. */
    private List<String> asked() {
        return standIns.served().stream().map(StandIns.Served::path).filter(path -> path.endsWith("/attempts")).toList();
    }

    private long lists() {
        return standIns.served().stream().filter(each -> each.path().contains("/deliveries?")).count();
    }

    private List<String> commitsToldOf(List<String> repositories) {
        return repositories.stream().flatMap(each -> told.requests(each).stream()).map(event -> event.commit().value())
                .toList();
    }

    private List<String> raised() {
        return told.of(EventType.ALARM_RAISED, AlarmRaised.class, STUDIO.about()).stream().map(AlarmRaised::code).toList();
    }

    private List<String> resolved() {
        return told.of(EventType.ALARM_RESOLVED, AlarmResolved.class, STUDIO.about()).stream().map(AlarmResolved::code)
                .toList();
    }
}
