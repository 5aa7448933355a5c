package io.upmpublisher.ingress.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.upmpublisher.events.UserName;
import io.upmpublisher.github.ApiBase;
import io.upmpublisher.github.Credential;
import io.upmpublisher.github.GitHubApi;
import io.upmpublisher.github.GitHubConnection;
import io.upmpublisher.github.GitHubCredentials;
import io.upmpublisher.github.PersonalToken;
import io.upmpublisher.ingress.IngressTestResource;
import io.upmpublisher.ingress.Told;
import io.upmpublisher.ingress.discovery.Discovery.State;
import io.upmpublisher.ingress.discovery.DiscoveryStore.Claim;
import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.testing.SettableClock;
import io.upmpublisher.testing.StandIns;
import io.upmpublisher.testing.UnityRepository;

/** Step by step, in a time so late that the service's own workers have nothing to do with it. */
@QuarkusTest
@QuarkusTestResource(IngressTestResource.class)
class DiscoveryWorkersTest {

    private static final Duration A_LONG_TIME = Duration.ofHours(3);

    @TempDir
    Path folder;

    @Inject
    Transactions transactions;

    @Inject
    Told told;

    private final SettableClock clock = new SettableClock(Instant.parse("2100-01-01T00:00:00Z"));
    private final String owner = "o" + UUID.randomUUID().toString().substring(0, 8);
    private final UUID search = UUID.randomUUID();
    private StandIns outside;
    private DiscoveryStore store;
    private FoundRepositories repositories;

    @BeforeEach
    void start() {
        outside = StandIns.start(0, folder, URI.create("https://github.com"));
        store = new DiscoveryStore(transactions, clock, Settings.defaults());
        repositories = new FoundRepositories(transactions);
    }

    @AfterEach
    void stop() {
        end(search);
        outside.close();
    }

    @Test
    void leavesAThirdOfTheQuotaToPublishing() throws Exception {
        IntStream.range(0, 6).forEach(number -> create("r" + number, 1));
        outside.gitHub().limits().leave(1_654, Duration.ofHours(1));
        begin();

        drive(workers(outside.url()));

        var waiting = find();
        assertThat(waiting.code()).contains("GITHUB_QUOTA_RESERVED");
        assertThat(waiting.cause().orElseThrow()).contains("1649 of 5000");
        assertThat(waiting.claimed()).isFalse();
        assertThat(waiting.dueAt()).isBetween(clock.instant().plusSeconds(3_500), clock.instant().plusSeconds(3_602));
        assertThat(counts().read()).isEqualTo(2);
        var asked = outside.served().size();

        clock.pass(Duration.ofMinutes(58));
        drive(workers(outside.url()));
        assertThat(outside.served()).hasSize(asked);

        outside.gitHub().limits().lift();
        clock.pass(Duration.ofMinutes(3));
        drive(workers(outside.url()));
        assertThat(find().state()).isEqualTo(State.DONE);
        assertThat(find().code()).isEmpty();
        assertThat(counts().read()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(ints = { -1, 91, 100 })
    void doesNotStartWithAReserveThatLeavesNothingToSearchesOrToPublishing(int percent) {
        var workers = new DiscoveryWorkers(store, repositories, null, transactions, new Settings(5_000, 50, percent));

        assertThatThrownBy(() -> workers.start(new StartupEvent())).isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("ingress.discovery.reserve is " + percent);
    }

    @Test
    void doesNotWaitForTheNextHourWhenNothingIsLeftToDo() throws Exception {
        create("only", 1);
        outside.gitHub().limits().leave(1_652, Duration.ofHours(1));
        begin();

        drive(workers(outside.url()));

        assertThat(find().state()).isEqualTo(State.DONE);
    }

    @Test
    void searchesForAnOwnerOnceAtATime() throws Exception {
        var ids = ConcurrentHashMap.<UUID> newKeySet();
        var start = new CountDownLatch(1);
        var threads = IntStream.range(0, 8).mapToObj(number -> Thread.ofPlatform().start(() -> {
            try {
                start.await();
                var name = number % 2 == 0 ? owner : owner.toUpperCase();
                ids.add(transactions.inNew(() -> store.begin(UUID.randomUUID(), name, UserName.of("olaf"))));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        })).toList();
        start.countDown();
        for (var thread : threads) {
            thread.join();
        }

        assertThat(ids).hasSize(1);
        end(ids.iterator().next());
        assertThat(begin()).isEqualTo(search);
    }

    @Test
    void keepsItsClaimHoweverLongARepositoryTakes() throws Exception {
        create("slow", 3);
        begin();
        var found = new HashSet<Duration>();
        var other = workers(outside.url());

        drive(workers(outside.url(), () -> {
            clock.pass(Settings.LEASE.minusSeconds(1));
            found.add(other.oneStep());
        }));

        assertThat(found).containsExactly(Settings.EVERY);
        assertThat(counts()).isEqualTo(new DiscoveryView.Counts(1, 1, 0, 1));
    }

    @Test
    void stopsAtOnceWhenAnotherWorkerHasTheSearch() throws Exception {
        create("taken", 3);
        begin();
        assertThat(workers(outside.url()).oneStep()).isZero();
        var late = workers(outside.url(), () -> {
            clock.pass(Settings.LEASE.plusSeconds(1));
            transactions.inNew(() -> store.claimDue(Settings.LEASE)).orElseThrow();
        });

        late.oneStep();

        assertThat(asked("/git/")).isEqualTo(1);
        assertThat(counts().read()).isZero();
        clock.pass(Settings.LEASE.plusSeconds(1));
        drive(workers(outside.url()));
        assertThat(packages("taken")).hasSize(3);
    }

    @Test
    void givesUpARepositoryThatEndsTheProcessAndGoesOnWithTheNext() throws Exception {
        create("a-killer", 1);
        create("b-good", 1);
        begin();
        assertThat(workers(outside.url()).oneStep()).isZero();
        var dying = workers(outside.url(), () -> {
            throw new Killed();
        });
        // The other one has as many attempts, and its turn between them.
        for (var time = 0; time < 6; time++) {
            assertThatThrownBy(dying::oneStep).isInstanceOf(Killed.class);
            assertThat(find().claimed()).isTrue();
            clock.pass(Settings.LEASE.plusSeconds(1));
        }
        transactions.runInNew(() -> repositories.uncount(search, repository("b-good")));

        drive(workers(outside.url()));

        assertThat(find().state()).isEqualTo(State.DONE);
        assertThat(repository("a-killer").state()).isEqualTo(FoundRepository.State.UNREADABLE);
        assertThat(repository("a-killer").cause().orElseThrow()).contains("begun 3 times").contains("new search");
        assertThat(asked("/a-killer/")).isZero();
        assertThat(packages("b-good")).hasSize(1);
    }

    @Test
    void givesUpAListThatIsNeverDone() throws Exception {
        create("any", 1);
        begin();
        var dying = workers(outside.url(), () -> {
            throw new Killed();
        });
        for (var time = 0; time <= 9; time++) {
            assertThatThrownBy(dying::oneStep).isInstanceOf(Killed.class);
            clock.pass(Settings.LEASE.plusSeconds(1));
        }

        drive(dying);

        assertThat(find().state()).isEqualTo(State.FAILED);
        assertThat(find().code()).contains("DISCOVERY_INTERRUPTED");
    }

    @Test
    void passesOverARepositoryThatGitHubCannotShow() throws Exception {
        create("a-huge", 1);
        create("b-html", 1);
        create("c-good", 1);
        answer("/repos/" + owner + "/a-huge/git/trees/.*", 502, "{}");
        answer("/repos/" + owner + "/b-html/git/trees/.*", 200, "<html>Please log in</html>");
        begin();

        driveThroughAllWaits();

        assertThat(find().state()).isEqualTo(State.DONE);
        assertThat(repository("a-huge").cause().orElseThrow()).contains("status 502").contains("new search");
        assertThat(repository("b-html").cause().orElseThrow()).contains("no JSON");
        assertThat(counts()).isEqualTo(new DiscoveryView.Counts(3, 1, 2, 1));
        assertThat(asked("/a-huge/")).isEqualTo(3);
    }

    @Test
    void waitsForARepositoryOnlyWhenNoOtherIsLeft() throws Exception {
        create("a-huge", 1);
        create("b-huge", 1);
        create("c-good", 1);
        answer("/repos/" + owner + "/.-huge/git/trees/.*", 502, "{}");
        begin();

        drive(workers(outside.url()));

        assertThat(packages("c-good")).hasSize(1);
        assertThat(find().state()).isEqualTo(State.READING);
        assertThat(find().code()).contains("GITHUB_ANSWER_UNEXPECTED");
        assertThat(find().dueAt()).isAfter(clock.instant());
    }

    @Test
    void blamesNoRepositoryWhereGitHubIsAway() throws Exception {
        create("any", 1);
        begin();
        assertThat(workers(outside.url()).oneStep()).isZero();
        var away = workers(URI.create("http://127.0.0.1:1"));

        for (var time = 0; time < 5; time++) {
            drive(away);
            assertThat(find().code()).contains("GITHUB_UNREACHABLE");
            clock.pass(A_LONG_TIME);
        }

        drive(workers(outside.url()));
        assertThat(find().state()).isEqualTo(State.DONE);
        assertThat(packages("any")).hasSize(1);
    }

    @Test
    void blamesNoRepositoryForAnOutageThatGitHubTellsOf() throws Exception {
        create("any", 1);
        begin();
        assertThat(workers(outside.url()).oneStep()).isZero();
        answer("/repos/.*", 502, "{}");
        answer("/rate_limit", 503, "{}");

        for (var time = 0; time < 5; time++) {
            drive(workers(outside.url()));
            assertThat(find().state()).isEqualTo(State.READING);
            assertThat(find().code()).contains("GITHUB_ANSWER_UNEXPECTED");
            clock.pass(A_LONG_TIME);
        }
        assertThat(repository("any").state()).isEqualTo(FoundRepository.State.LISTED);

        driveThroughAllWaits();
        assertThat(find().state()).isEqualTo(State.FAILED);
        assertThat(counts()).isEqualTo(new DiscoveryView.Counts(1, 0, 0, 0));
    }

    @Test
    void endsTheSearchWhereGitHubDoesNotTakeTheCredentialAnyMore() throws Exception {
        create("any", 1);
        begin();
        assertThat(workers(outside.url()).oneStep()).isZero();
        answer("/repos/.*", 502, "{}");
        answer("/rate_limit", 401, "{}");

        drive(workers(outside.url()));

        assertThat(find().state()).isEqualTo(State.FAILED);
        assertThat(find().code()).contains("GITHUB_CREDENTIAL_REFUSED");
        assertThat(repository("any").state()).isEqualTo(FoundRepository.State.LISTED);
    }

    @Test
    void takesNoProxyForGitHub() throws Exception {
        create("any", 1);
        begin();
        answer("/.*", 200, "<html>Please log in</html>");

        drive(workers(outside.url()));
        assertThat(find().state()).isEqualTo(State.LISTING);
        assertThat(find().code()).contains("GITHUB_ANSWER_UNEXPECTED");

        driveThroughAllWaits();
        assertThat(find().state()).isEqualTo(State.FAILED);
        assertThat(counts().listed()).isZero();
    }

    @Test
    void givesTheSearchBackWhenTheServiceIsStopped() throws Exception {
        create("any", 1);
        begin();
        assertThat(workers(outside.url()).oneStep()).isZero();
        var stopped = workers(outside.url(), () -> Thread.currentThread().interrupt());

        assertThatThrownBy(stopped::oneStep).isInstanceOf(InterruptedException.class);

        assertThat(find().claimed()).isFalse();
        assertThat(told.count("select attempts from discovered_repository where discovery = ?::uuid", search.toString()))
                .isZero();
        drive(workers(outside.url()));
        assertThat(packages("any")).hasSize(1);
    }

    private void create(String name, int packages) {
        var repository = UnityRepository.create(folder, owner + "/" + name);
        IntStream.range(0, packages)
                .forEach(number -> repository.withPackage("P" + number, "com.acme.p" + number, "1.0.0", Map.of()));
        repository.commit("Add packages");
    }

    private UUID begin() {
        return transactions.inNew(() -> store.begin(search, owner, UserName.of("olaf")));
    }

    private void end(UUID id) {
        transactions.runInNew(() -> store.find(id).map(found -> new Claim(found, UUID.randomUUID()))
                .ifPresent(claim -> store.end(claim, State.DONE, Optional.empty(), Optional.empty())));
    }

    private Discovery find() {
        return transactions.inNew(() -> store.find(search)).orElseThrow();
    }

    private DiscoveryView.Counts counts() {
        return transactions.inNew(() -> repositories.counts(search));
    }

    private FoundRepository repository(String name) {
        return transactions.inNew(() -> repositories.found(search, "", 100, false)).stream()
                .filter(each -> each.repository().toString().equals(owner + "/" + name)).findFirst().orElseThrow();
    }

    private List<FoundPackage> packages(String name) {
        return repository(name).packages();
    }

    private long asked(String part) {
        return outside.served().stream().filter(served -> served.path().contains(part)).count();
    }

    private static void drive(DiscoveryWorkers workers) throws InterruptedException {
        while (workers.oneStep().isZero()) {
            // The next is due.
        }
    }

    private void driveThroughAllWaits() throws InterruptedException {
        var workers = workers(outside.url());
        for (var time = 0; time < 12; time++) {
            drive(workers);
            clock.pass(A_LONG_TIME);
        }
    }

    private DiscoveryWorkers workers(URI gitHub) {
        return workers(gitHub, () -> {
        });
    }

    /** As another process, to which something happens before each request. */
    private DiscoveryWorkers workers(URI gitHub, Happening before) {
        var connection = new GitHubConnection(ApiBase.of(gitHub, Set.of()), Duration.ofSeconds(20), Clock.systemUTC(),
                new SimpleMeterRegistry());
        var api = new GitHubApi(connection, new Credentials(before));
        return new DiscoveryWorkers(store, repositories, new GitHubRepositories(api, Settings.defaults()), transactions,
                Settings.defaults());
    }

    private void answer(String path, int status, String body) throws IOException, InterruptedException {
        var stub = "{\"priority\":1,\"request\":{\"method\":\"GET\",\"urlPattern\":\"%s\"},\"response\":{\"status\":%d,\"body\":\"%s\"}}"
                .formatted(path, status, body);
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(outside.url().resolve("/__admin/mappings"))
                    .POST(HttpRequest.BodyPublishers.ofString(stub)).build();
            assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode()).isEqualTo(201);
        }
    }

    private record Credentials(Happening before) implements GitHubCredentials {

        @Override
        public Credential forOwner(String owner) throws InterruptedException {
            before.happen();
            return new PersonalToken("ghp_1234567890").forOwner(owner);
        }
    }

    @FunctionalInterface
    private interface Happening {
        void happen() throws InterruptedException;
    }

    /** What ends a process. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }
}
