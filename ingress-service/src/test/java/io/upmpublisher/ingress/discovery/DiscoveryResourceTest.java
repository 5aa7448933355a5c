package io.upmpublisher.ingress.discovery;

import static io.upmpublisher.ingress.Api.as;
import static io.upmpublisher.ingress.Api.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.upmpublisher.events.EventType;
import io.upmpublisher.events.RepositoryChanged;
import io.upmpublisher.ingress.IngressTestResource;
import io.upmpublisher.ingress.IngressTestResource.Outside;
import io.upmpublisher.ingress.StoreLimits;
import io.upmpublisher.ingress.Told;
import io.upmpublisher.testing.GitCommand;
import io.upmpublisher.testing.UnityRepository;

@QuarkusTest
@QuarkusTestResource(IngressTestResource.class)
class DiscoveryResourceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Told told;

    @Inject
    StoreLimits store;

    Outside outside;

    private final String id = UUID.randomUUID().toString().substring(0, 8);

    @AfterEach
    void liftLimits() {
        outside.gitHub().limits().lift();
    }

    @Test
    void findsTheRepositoriesOfAnOrganisationWithTheirPackages() {
        var packages = create("tools/pack-" + id, "com.tools.a", "com.tools.b");
        var fork = create("tools/fork-" + id, "com.tools.fork");
        var archived = create("tools/old-" + id, "com.tools.old");
        var web = "tools/web-" + id;
        UnityRepository.create(outside.gitRoot(), web).file("package.json", "{\"name\":\"web\",\"version\":\"1.0.0\"}")
                .file("node_modules/com.x.y/package.json", "{\"name\":\"com.x.y\",\"version\":\"1.0.0\"}")
                .file("odd/package.json", "{ no json").commit("Add site");
        var empty = "tools/empty-" + id;
        UnityRepository.create(outside.gitRoot(), empty);
        outside.gitHub().makeFork(fork);
        outside.gitHub().archive(archived);
        as("operator").body("{\"url\":\"https://github.com/" + archived + "\",\"status\":\"skip\"}").post("/api/repositories")
                .then().statusCode(201);

        var search = begin("Tools".toLowerCase());
        var found = done(search).body("complete", equalTo(true)).body("code", equalTo(null));

        found.body(of(packages, "packages.name"), contains("com.tools.a", "com.tools.b"))
                .body(of(packages, "packages.version"), contains("1.0.0", "1.0.0"))
                .body(of(packages, "packages[0].path"), equalTo("com.tools.a/package.json"))
                .body(of(packages, "registered"), equalTo(false)).body(of(packages, "defaultBranch"), equalTo("main"))
                .body(of(fork, "fork"), equalTo(true)).body(of(archived, "archived"), equalTo(true))
                .body(of(archived, "status"), equalTo("skip")).body(of(web, "packages.path"), contains("odd/package.json"))
                .body(of(empty, "packages"), empty()).body(of(empty, "state"), equalTo("read"));
        get(search, "?packages=true&limit=200").body("items.repository", hasItem(packages))
                .body("items.findAll { it.repository == '" + empty + "' }", empty());
    }

    @Test
    void saysWhereGitHubShowedNotEverything() {
        var large = create("tools/large-" + id, "com.tools.large");
        outside.gitHub().truncateTree(large);

        done(begin("tools")).body(of(large, "truncated"), equalTo(true));
    }

    @Test
    void registersTheSelectedOnesAndAnswersForEach() {
        var one = create("tools/one-" + id, "com.tools.one");
        var two = "tools/two-" + id;
        var git = UnityRepository.create(outside.gitRoot(), two).withPackage("", "com.tools.two", "1.0.0", Map.of());
        git.commit("Add two");
        git.onBranch("develop").file("a.txt", "a").commit("Develop");
        GitCommand.text(git.gitDirectory(), "symbolic-ref", "HEAD", "refs/heads/develop");
        var search = begin("tools");
        done(search);

        register(search, "{\"repositories\":[\"" + one + "\",\"" + two.toUpperCase() + "\",\"studio/other\",\"no name\"],"
                + "\"mode\":\"plan\",\"note\":\"wave 1\"}").statusCode(200)
                .body("repositories.repository", contains(one, two, "studio/other", "no name"))
                .body("repositories.outcome", contains("registered", "registered", "refused", "refused"));
        register(search, "{\"repositories\":[\"" + one + "\"]}").statusCode(200)
                .body("repositories.outcome", contains("exists"));

        as("viewer").get("/api/repositories/" + one).then().body("status", equalTo("pending")).body("mode", equalTo("plan"))
                .body("branches", contains("master", "main")).body("note", equalTo("wave 1"));
        as("viewer").get("/api/repositories/" + two).then().body("branches", contains("develop"));
        assertThat(told.of(EventType.REPOSITORY_CHANGED, RepositoryChanged.class, one)).hasSize(1);
        get(search, "?limit=200").body(of(one, "registered"), equalTo(true));
        problem(register(search, "{\"repositories\":[]}"), 422, "invalid-field");
        problem(register(search, "{\"repositories\":[null]}"), 422, "invalid-field");
        problem(register(UUID.randomUUID().toString(), "{\"repositories\":[\"" + one + "\"]}"), 404, "discovery-unknown");
    }

    @Test
    void goesOnWhereItWasWhenGitHubOrTheServiceWasAway() {
        var repository = create("ada/tool-" + id, "com.ada.tool");
        outside.gitHub().makeUser("ada");
        outside.gitHub().limits().refuse(1, Duration.ofSeconds(1));
        var search = begin("ada");
        await().atMost(PATIENCE).untilAsserted(() -> get(search, "").body("code", equalTo("GITHUB_RATE_LIMITED"))
                .body("goesOnAt", notNullValue()).body("state", equalTo("listing")));
        problem(register(search, "{\"repositories\":[\"" + repository + "\"]}"), 409, "discovery-unfinished");

        // As a worker leaves it that was killed: claimed, until its lease ends.
        store.update("update discovery set claim = gen_random_uuid(), due_at = now() + interval '2 seconds' where id = ?::uuid",
                search);

        done(search).body("items.repository", hasItem(repository)).body("code", equalTo(null));
    }

    @Test
    void keepsGitHubsQuotaForPublishingAndSearchesOnceAtATime() {
        var repository = create("studio/quota-" + id, "com.studio.quota");
        outside.gitHub().limits().leave(1_000, Duration.ofHours(1));
        var search = begin("studio");
        await().atMost(PATIENCE).untilAsserted(() -> get(search, "").body("code", equalTo("GITHUB_QUOTA_RESERVED"))
                .body("goesOnAt", notNullValue()).body("cause", containsString("of 5000")).body("state", equalTo("reading")));

        var begun = as("operator").body("{\"owner\":\"Studio\"}").post("/api/repositories/discoveries").then()
                .statusCode(202);
        begun.body("id", equalTo(search)).header("Location", endsWith("/api/repositories/discoveries/" + search));

        outside.gitHub().limits().lift();
        store.update("update discovery set due_at = now() where id = ?::uuid", search);
        done(search).body("items.repository", hasItem(repository)).body("goesOnAt", equalTo(null));
        assertThat(begin("studio")).isNotEqualTo(search);
    }

    @Test
    void saysWhyItFailed() {
        var search = begin("acme");

        await().atMost(PATIENCE).untilAsserted(() -> get(search, "").body("state", equalTo("failed")));
        get(search, "").body("code", equalTo("OWNER_NOT_FOUND")).body("cause", containsString("acme"))
                .body("complete", equalTo(false)).body("items", empty());
    }

    @Test
    void takesMorePagesThanOne() {
        for (var number = 100; number <= 201; number++) {
            UnityRepository.create(outside.gitRoot(), "tools/page-" + id + "-" + number);
        }
        var search = begin("tools");

        done(search);
        assertThat(told.count("select count(*) from discovered_repository where discovery = ?::uuid and state = 'READ' "
                + "and repository like 'tools/page-" + id + "%'", search)).isEqualTo(102);
        var page = get(search, "?limit=7").extract().jsonPath();
        assertThat(page.getList("items")).hasSize(7);
        get(search, "?limit=7&cursor=" + page.getString("nextCursor")).body("items.size()", equalTo(7));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = { "{}|422|invalid-field", "{\"owner\":\"a/b\"}|422|invalid-field",
            "{\"owner\":\"stranger\"}|422|owner-not-trusted", "{\"owner\":7}|400|mismatched-field" })
    void refusesWhatItCannotSearch(String body, int status, String code) {
        problem(as("operator").body(body).post("/api/repositories/discoveries").then(), status, code);
    }

    @Test
    void leavesRepositoriesOfAnOwnerOfThatNameAlone() {
        problem(as("viewer").get("/api/repositories/discoveries/" + UUID.randomUUID()).then(), 404, "discovery-unknown");
        problem(as("viewer").get("/api/repositories/discoveries/thing").then(), 404, "repository-unknown");
        problem(as("viewer").body("{\"owner\":\"tools\"}").post("/api/repositories/discoveries").then(), 403, "forbidden");
    }

    private String create(String name, String... packages) {
        var repository = UnityRepository.create(outside.gitRoot(), name);
        for (var each : List.of(packages)) {
            repository.withPackage(each, each, "1.0.0", Map.of());
        }
        repository.commit("Add packages");
        return name;
    }

    private static String begin(String owner) {
        var begun = as("operator").body("{\"owner\":\"" + owner + "\"}").post("/api/repositories/discoveries").then()
                .statusCode(202).body("state", equalTo("listing"));
        var search = begun.extract().<String> path("id");
        begun.header("Location", endsWith("/api/repositories/discoveries/" + search));
        return search;
    }

    private static ValidatableResponse done(String search) {
        await().atMost(PATIENCE).untilAsserted(() -> get(search, "").body("state", equalTo("done")));
        return get(search, "?limit=200");
    }

    private static ValidatableResponse get(String search, String query) {
        return as("viewer").get("/api/repositories/discoveries/" + search + query).then().statusCode(200);
    }

    private static ValidatableResponse register(String search, String body) {
        return as("operator").body(body).post("/api/repositories/discoveries/" + search + "/registrations").then();
    }

    private static String of(String repository, String field) {
        return "items.find { it.repository == '" + repository + "' }." + field;
    }
}
