package io.upmpublisher.ingress.audit;

import static io.upmpublisher.ingress.Api.as;
import static io.upmpublisher.ingress.Api.problem;
import static io.upmpublisher.ingress.Api.register;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.upmpublisher.events.AlarmRaised;
import io.upmpublisher.events.AlarmResolved;
import io.upmpublisher.events.EventType;
import io.upmpublisher.events.OperatorActed;
import io.upmpublisher.events.ProbeRequested;
import io.upmpublisher.ingress.Api;
import io.upmpublisher.ingress.IngressTestResource;
import io.upmpublisher.ingress.IngressTestResource.Outside;
import io.upmpublisher.ingress.Publisher;
import io.upmpublisher.ingress.Told;
import io.upmpublisher.ingress.webhook.Pushes;
import io.upmpublisher.testing.GitCommand;
import io.upmpublisher.testing.UnityRepository;

@QuarkusTest
@QuarkusTestResource(IngressTestResource.class)
class AuditResourceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Publisher publisher;

    @Inject
    Told told;

    Outside outside;

    private final String repository = "studio/audit-" + UUID.randomUUID();

    @Test
    void asksGitHubWhenARepositoryIsRegistered() {
        create();
        register(repository, "active");

        await().atMost(PATIENCE).untilAsserted(() -> show().body("reality.gitHub.state", equalTo("known")));
        show().body("reality.gitHub.fullName", equalTo(repository)).body("reality.gitHub.defaultBranch", equalTo("main"))
                .body("reality.flags", empty());
    }

    @Test
    void tellsOnceWhatBecameOfARepositoryAndOnceThatItIsOver() {
        create();
        register(repository, "active");
        awaitAsked();

        outside.gitHub().archive(repository);
        audit();
        await().atMost(PATIENCE).untilAsserted(() -> show().body("reality.flags.code", hasItem("REPOSITORY_ARCHIVED")));
        audit();
        audit();
        awaitAsked();
        assertThat(raised()).containsExactly("REPOSITORY_ARCHIVED");
        assertThat(resolved()).isEmpty();

        outside.gitHub().unarchive(repository);
        audit();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(resolved()).containsExactly("REPOSITORY_ARCHIVED"));
        show().body("reality.flags", empty());
    }

    @Test
    void followsARepositoryThatWasRenamed() {
        create();
        register(repository, "active");
        awaitAsked();

        outside.gitHub().rename(repository, repository + "-now");
        audit();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(raised()).containsExactly("REPOSITORY_RENAMED"));
        show().body("status", equalTo("active")).body("reality.gitHub.fullName", equalTo(repository + "-now"));
        line().body(in("renamedTo"), equalTo(repository + "-now")).body(in("flags[0].remedy"), notNullValue());
    }

    @Test
    void noticesADefaultBranchThatDoesNotPublish() {
        var git = create();
        register(repository, "active");
        awaitAsked();

        git.onBranch("develop").file("a.txt", "a").commit("Develop");
        GitCommand.text(git.gitDirectory(), "symbolic-ref", "HEAD", "refs/heads/develop");
        audit();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(raised()).containsExactly("DEFAULT_BRANCH_CHANGED"));

        as("operator").body("{\"branches\":[\"main\",\"develop\"]}").put("/api/repositories/" + repository).then()
                .statusCode(200).body("reality.flags", empty());
        assertThat(resolved()).containsExactly("DEFAULT_BRANCH_CHANGED");
    }

    @Test
    void takesARepositoryForGoneOnlyIfGitCannotReadItEither() {
        create();
        register(repository, "active");
        awaitAsked();
        publisher.read(repository, publisher.settingsOf(repository));
        await().atMost(PATIENCE).untilAsserted(() -> show().body("reality.probe.readable", equalTo(true)));

        outside.gitHub().hide(repository);
        audit();
        await().atMost(PATIENCE)
                .untilAsserted(() -> show().body("reality.flags.code", hasItem("GITHUB_ACCESS_INCOMPLETE")));
        audit();
        publisher.failed(repository, publisher.settingsOf(repository), "REPOSITORY_NOT_FOUND");
        await().atMost(PATIENCE).untilAsserted(() -> show().body("reality.flags.code", hasItem("REPOSITORY_GONE")));
        audit();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(raised()).contains("REPOSITORY_GONE"));
    }

    @Test
    void hasThePublisherLookWhenOneIsAudited() {
        register(repository, "disabled");

        as("operator").post("/api/repositories/" + repository + "/audit").then().statusCode(202)
                .header("Location", endsWith("/api/repositories/" + repository)).body("repository", equalTo(repository));

        assertThat(told.of(EventType.PROBE_REQUESTED, ProbeRequested.class, repository)).singleElement()
                .satisfies(request -> assertThat(request.by()).hasToString("olaf"));
        assertThat(told.of(EventType.OPERATOR_ACTED, OperatorActed.class, repository)).extracting(OperatorActed::action)
                .containsExactly("repository.audit");
        problem(as("operator").post("/api/repositories/studio/none-" + UUID.randomUUID() + "/audit").then(), 404,
                "repository-unknown");
        problem(as("viewer").post("/api/repositories/" + repository + "/audit").then(), 403, "forbidden");
    }

    @Test
    void auditsAllAndTellsHowFarItIs() {
        create();
        register(repository, "active");
        var disabled = "studio/disabled-" + UUID.randomUUID();
        register(disabled, "disabled");
        var other = "acme/other-" + UUID.randomUUID();
        register(other, "pending");

        var audit = as("operator").post("/api/repositories/audit").then().statusCode(202)
                .header("Location", endsWith("/api/repositories/audit")).body("total", greaterThan(2))
                .extract().<String> path("id");
        as("operator").post("/api/repositories/audit").then().statusCode(202).body("id", equalTo(audit));
        problem(as("viewer").post("/api/repositories/audit").then(), 403, "forbidden");

        assertThat(told.of(EventType.PROBE_REQUESTED, ProbeRequested.class, repository)).hasSize(1);
        assertThat(told.of(EventType.PROBE_REQUESTED, ProbeRequested.class, disabled)).isEmpty();
        await().atMost(PATIENCE).untilAsserted(() -> report("").body("audit.asked",
                equalTo(report("").extract().<Integer> path("audit.total"))));
        var probed = report("").extract().<Integer> path("audit.probed");
        publisher.read(repository, publisher.settingsOf(repository));
        publisher.failed(other, publisher.settingsOf(other), "REPOSITORY_NOT_FOUND");
        await().atMost(PATIENCE).untilAsserted(() -> report("").body("audit.probed", equalTo(probed + 2)));
        report("").body("counts.byStatus.disabled", greaterThan(0)).body("counts.flagged", greaterThan(0))
                .body("counts.byFlag.REPOSITORY_NOT_FOUND", greaterThan(0)).body("counts.unreadable", greaterThan(0));
        line().body(in("reachable"), equalTo(true)).body(in("packages"), equalTo(1)).body(in("archived"), equalTo(false))
                .body(in("dispatcherInstalled"), equalTo(false)).body(in("gitHub"), equalTo("known"));
    }

    @Test
    void showsTheLastPushAndOnlyWhatIsFlaggedIfAsked() {
        create();
        register(repository, "active");
        Api.deliver(Pushes.ofPackage(repository)).statusCode(202);
        awaitAsked();

        line().body(in("lastPush.state"), equalTo("queued")).body(in("lastPush.run"), notNullValue());
        outside.gitHub().disable(repository);
        audit();
        await().atMost(PATIENCE).untilAsserted(
                () -> report("?flagged=true&limit=200").body("items.repository", hasItems(repository)));
        report("?flagged=true&limit=200").body("items.flags", everyItem(not(empty())));
    }

    @Test
    void givesAllRepositoriesOnOneLineEach() {
        for (var i = 0; i < 101; i++) {
            register(repository + "-" + i, "disabled");
        }

        var lines = export("").lines().map(line -> JsonPath.from(line).getString("repository")).toList();
        assertThat(lines).contains(repository + "-0", repository + "-100").doesNotHaveDuplicates();
        assertThat(export("?flagged=true").lines()).allSatisfy(
                line -> assertThat(JsonPath.from(line).getList("flags")).isNotEmpty());
        as("requester").accept("application/x-ndjson").get("/api/repositories/audit").then().statusCode(403);
        as("viewer").accept("*/*").get("/api/repositories/audit").then().statusCode(200).contentType("application/json");
    }

    private static String export(String query) {
        return as("viewer").accept("application/x-ndjson").get("/api/repositories/audit" + query).then().statusCode(200)
                .contentType("application/x-ndjson").extract().asString();
    }

    private UnityRepository create() {
        var created = UnityRepository.create(outside.gitRoot(), repository).withPackage("", "com.studio.core", "1.0.0",
                Map.of());
        created.commit("Add core");
        return created;
    }

    private void audit() {
        as("operator").post("/api/repositories/" + repository + "/audit").then().statusCode(202);
    }

    private void awaitAsked() {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                told.count("select count(*) from repository_reality where repository_key = ? and host is not null "
                        + "and claim is null and due_at > now() + interval '1 minute'", repository))
                .isEqualTo(1));
    }

    private ValidatableResponse show() {
        return as("viewer").get("/api/repositories/" + repository).then().statusCode(200);
    }

    private static ValidatableResponse report(String query) {
        return as("viewer").get("/api/repositories/audit" + query).then().statusCode(200);
    }

    private ValidatableResponse line() {
        return report("?limit=200");
    }

    private String in(String field) {
        return "items.find { it.repository == '" + repository + "' }." + field;
    }

    private List<String> raised() {
        return told.of(EventType.ALARM_RAISED, AlarmRaised.class, repository).stream().map(AlarmRaised::code).toList();
    }

    private List<String> resolved() {
        return told.of(EventType.ALARM_RESOLVED, AlarmResolved.class, repository).stream().map(AlarmResolved::code).toList();
    }
}
