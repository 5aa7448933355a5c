package io.upmpublisher.ingress.head;

import static io.upmpublisher.ingress.Api.as;
import static io.upmpublisher.ingress.Api.deliver;
import static io.upmpublisher.ingress.Api.register;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.PublishRequested;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.github.GitHubCredentials;
import io.upmpublisher.ingress.IngressTestResource;
import io.upmpublisher.ingress.Told;
import io.upmpublisher.ingress.database.IngressDatabase;
import io.upmpublisher.ingress.delivery.Intake;
import io.upmpublisher.ingress.repository.Repositories;
import io.upmpublisher.messaging.Sql;
import io.upmpublisher.messaging.Transactions;
import io.upmpublisher.testing.GitHttpServer;
import io.upmpublisher.testing.GitHubWebhook;
import io.upmpublisher.testing.PushedCommit;
import io.upmpublisher.testing.SettableClock;
import io.upmpublisher.testing.UnityRepository;

@QuarkusTest
@QuarkusTestResource(IngressTestResource.class)
class HeadComparisonTest {

    private static final Duration GRACE = Duration.ofMinutes(10);
    private static final String CORE = "Packages/com.studio.core";

    @TempDir
    Path root;
    @Inject
    Told told;
    @Inject
    Transactions transactions;
    @Inject
    Repositories repositories;
    @Inject
    Intake intake;
    @Inject
    IngressDatabase database;

    private final SettableClock clock = new SettableClock(Instant.now());
    private final String name = "studio/heads-" + UUID.randomUUID();
    private GitHttpServer git;
    private UnityRepository repository;
    private String first;
    private HeadComparison comparison;

    @BeforeEach
    void registerARepository() {
        git = GitHttpServer.start(root);
        repository = UnityRepository.create(root, name).withPackage(CORE, "com.studio.core", "1.0.0", Map.of());
        first = repository.commit("Add core");
        register(name, "active");
        new ComparedRepositories(transactions).compareOnly(List.of(RepositoryName.parse(name)), clock.instant());
        comparison = comparison(new BranchHeads(transactions));
    }

    @AfterEach
    void stop() {
        git.close();
    }

    @Test
    void publishesNothingOfWhatWasThereWhenItWasRegistered() {
        compareAt(Duration.ZERO);
        compareAt(GRACE);
        assertThat(requests()).isEmpty();
    }

    @Test
    void asksForAPushOfWhichNothingCameInAndShowsIt() {
        compareAt(Duration.ZERO);
        var pushed = push("1.0.1");
        compareAt(Duration.ofMinutes(1));
        compareAt(GRACE.minusSeconds(1));
        assertThat(requests()).isEmpty();
        compareAt(Duration.ofSeconds(1));
        compareAt(GRACE);

        assertThat(requests()).singleElement().satisfies(request -> {
            assertThat(request.commit().value()).isEqualTo(pushed);
            assertThat(request.before()).contains(CommitId.of(first));
            assertThat(request.branch()).contains("main");
            assertThat(request.packages()).hasToString("changed");
        });
        as("viewer").queryParam("repository", name).queryParam("commit", pushed).get("/api/deliveries").then()
                .body("items[0].id", startsWith("reconcile-")).body("items[0].kind", equalTo("reconciled"))
                .body("items[0].decision", equalTo("accepted"));
    }

    @Test
    void leavesALateDeliveryNothingToDo() {
        compareAt(Duration.ZERO);
        var pushed = push("1.0.1");
        compareAt(Duration.ZERO);
        compareAt(GRACE);
        deliver(webhook(first, pushed)).statusCode(202).body("code", equalTo("DUPLICATE_REQUEST"));
        assertThat(requests()).hasSize(1);
    }

    @Test
    void leavesToWebhooksWhatTheyTellOfEvenIfItIsIgnored() {
        compareAt(Duration.ZERO);
        var told = push("1.0.1");
        deliver(webhook(first, told)).statusCode(202);
        compareAt(GRACE);
        repository.file("README.md", "text");
        var ignored = repository.commit("Describe it");
        deliver(GitHubWebhook.push(name, told, ignored, "main",
                PushedCommit.modifying(ignored, "Describe it", "README.md"))).body("code", equalTo("NO_PACKAGE_CHANGED"));
        compareAt(Duration.ZERO);
        compareAt(GRACE);
        assertThat(requests()).hasSize(1);
    }

    @Test
    void makesOneRequestHoweverOftenItIsKilledBeforeItHasNotedIt() {
        compareAt(Duration.ZERO);
        push("1.0.1");
        compareAt(Duration.ZERO);
        clock.pass(GRACE);
        var killed = comparison(new BranchHeads(transactions) {
            @Override
            void save(RepositoryName repository, Map<String, BranchHead> heads) {
                throw new IllegalStateException("killed");
            }
        });
        for (var kills = 0; kills < 3; kills++) {
            assertThatIllegalStateException().isThrownBy(() -> killed.compare(RepositoryName.parse(name)));
        }
        compareAt(GRACE);
        assertThat(requests()).hasSize(1);
    }

    @Test
    void followsForcePushesAndBranchesThatComeAndGo() {
        compareAt(Duration.ZERO);
        var pushed = push("1.0.1");
        deliver(webhook(first, pushed)).statusCode(202);
        repository.rewindTo(first);
        var forced = push("2.0.0");
        compareAt(Duration.ZERO);
        compareAt(GRACE);
        assertThat(requests()).extracting(request -> request.commit().value()).containsExactly(pushed, forced);

        repository.onBranch("master");
        compareAt(Duration.ZERO);
        compareAt(GRACE);
        assertThat(requests()).as("the commit was accepted, whatever the branch").hasSize(2);
    }

    @Test
    void seesBranchesThatCameToFitAPatternButNotThoseThatDidWhenItWasSet() {
        compareAt(Duration.ZERO);
        repository.onBranch("release/1.x").bump(CORE, "1.1.0").commit("Release 1.1.0");
        as("operator").body("{\"branches\":[\"main\",\"release/*\"]}").put("/api/repositories/" + name).then()
                .statusCode(200);
        compareAt(Duration.ZERO);
        compareAt(GRACE);
        assertThat(requests()).isEmpty();

        var made = repository.onBranch("release/2.x").bump(CORE, "2.0.0").commit("Release 2.0.0");
        compareAt(Duration.ZERO);
        compareAt(GRACE);
        assertThat(requests()).singleElement().satisfies(request -> {
            assertThat(request.commit().value()).isEqualTo(made);
            assertThat(request.branch()).contains("release/2.x");
        });
    }

    @Test
    void forgetsBranchesThatCameByAPatternAndAreGone() {
        publishFrom("main", "release/*");
        repository.onBranch("release/1.x").bump(CORE, "1.1.0").commit("Release 1.1.0");
        compareAt(Duration.ZERO);
        assertThat(knownBranches()).containsExactlyInAnyOrder("main", "release/1.x");

        repository.deleteBranch("release/1.x");
        compareAt(GRACE);
        assertThat(knownBranches()).containsExactly("main");

        var anew = repository.onBranch("release/1.x").bump(CORE, "1.2.0").commit("Release 1.2.0");
        compareAt(Duration.ZERO);
        compareAt(GRACE);
        assertThat(requests()).singleElement().satisfies(request -> {
            assertThat(request.commit().value()).isEqualTo(anew);
            assertThat(request.before()).isEmpty();
        });
    }

    @Test
    void comparesOnlyBranchesThatAreNamedInFullWhereTooManyFitAndSaysSo() {
        publishFrom("main", "release/*");
        compareAt(Duration.ZERO);
        for (var version = 1; version <= 3; version++) {
            repository.onBranch("release/" + version).bump(CORE, version + ".1.0").commit("Release " + version);
        }
        compareAt(Duration.ZERO);
        assertThat(knownBranches()).containsExactly("main");
        assertThat(failure()).contains("4 branches fit").contains("at most 3");

        var pushed = push("1.0.1");
        compareAt(Duration.ZERO);
        compareAt(GRACE);
        assertThat(requests()).extracting(request -> request.commit().value()).containsExactly(pushed);

        repository.deleteBranch("release/2");
        compareAt(Duration.ZERO);
        compareAt(GRACE);
        assertThat(knownBranches()).containsExactlyInAnyOrder("main", "release/1", "release/3");
        assertThat(failure()).isEmpty();
        assertThat(requests()).as("what was passed over is the base line").hasSize(1);
    }

    @Test
    void takesTheBaseLineAnewWhenARepositoryPublishesAgain() {
        compareAt(Duration.ZERO);
        as("operator").body("{\"status\":\"disabled\"}").put("/api/repositories/" + name).then().statusCode(200);
        new ComparedRepositories(transactions).compareOnly(List.of(), clock.instant());
        push("1.0.1");
        as("operator").body("{\"status\":\"active\"}").put("/api/repositories/" + name).then().statusCode(200);
        new ComparedRepositories(transactions).compareOnly(List.of(RepositoryName.parse(name)), clock.instant());
        compareAt(Duration.ZERO);
        compareAt(GRACE);
        assertThat(requests()).isEmpty();
    }

    @Test
    void saysWhichRepositoryItCannotReadAndLooksAgainLater() {
        git.close();
        var compared = new ComparedRepositories(transactions);
        comparison.compare(RepositoryName.parse(name));
        assertThat(compared.aFailure()).hasValueSatisfying(failure -> assertThat(failure).contains("UNREACHABLE"));
        assertThat(comparison.claimDue(10)).isEmpty();
        clock.pass(Duration.ofMinutes(10));
        assertThat(comparison.claimDue(10)).contains(RepositoryName.parse(name));
    }

    @Test
    void decidesAnewOnWhatItFoundWhenAnOperatorWants() {
        compareAt(Duration.ZERO);
        var pushed = push("1.0.1");
        compareAt(Duration.ZERO);
        as("operator").body("{\"status\":\"disabled\"}").put("/api/repositories/" + name).then().statusCode(200);
        compareAt(GRACE);
        var id = as("viewer").queryParam("repository", name).queryParam("commit", pushed).get("/api/deliveries").then()
                .body("items.code", hasItem("REPOSITORY_NOT_ACTIVE")).extract().<String> path("items[0].id");
        as("operator").body("{\"status\":\"active\"}").put("/api/repositories/" + name).then().statusCode(200);
        as("operator").post("/api/deliveries/" + id + "/replay").then().statusCode(202)
                .body("decision", equalTo("accepted"));
        assertThat(requests()).hasSize(1);
    }

    private void publishFrom(String... branches) {
        as("operator").body(Map.of("branches", branches)).put("/api/repositories/" + name).then().statusCode(200);
    }

    private Set<String> knownBranches() {
        return new BranchHeads(transactions).of(RepositoryName.parse(name)).keySet();
    }

    private String failure() {
        return transactions.inNew(() -> Sql.query(transactions, "read the failure",
                row -> Objects.toString(row.getString(1), ""),
                "select failure from compared_repository where repository_key = ?", name.toLowerCase(Locale.ROOT)).getFirst());
    }

    private void compareAt(Duration later) {
        clock.pass(later);
        comparison.compare(RepositoryName.parse(name));
    }

    private String push(String version) {
        return repository.bump(CORE, version).commit("Release " + version);
    }

    private GitHubWebhook webhook(String before, String after) {
        return GitHubWebhook.push(name, before, after, "main",
                PushedCommit.modifying(after, "Release", CORE + "/package.json"));
    }

    private List<PublishRequested> requests() {
        return told.requests(name);
    }

    private HeadComparison comparison(BranchHeads known) {
        var config = new Settings(git.url());
        return new HeadComparison(new Heads(GitHubCredentials.none(), config), known, new ComparedRepositories(transactions),
                repositories, intake, database, config, clock);
    }

    private record Settings(URI gitBaseUrl) implements HeadConfig {

        @Override
        public boolean enabled() {
            return true;
        }

        @Override
        public Duration every() {
            return Duration.ofMinutes(10);
        }

        @Override
        public Duration grace() {
            return GRACE;
        }

        @Override
        public Duration unreadableAgainAfter() {
            return Duration.ofHours(1);
        }

        @Override
        public int maxBranches() {
            return 3;
        }

        @Override
        public int atOnce() {
            return 4;
        }
    }
}
