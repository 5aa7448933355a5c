package io.upmpublisher.publisher.run;

import static io.restassured.RestAssured.given;
import static io.upmpublisher.publisher.run.Pipeline.outcomes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.upmpublisher.events.AlarmRaised;
import io.upmpublisher.events.AlarmResolved;
import io.upmpublisher.events.PackageReport;
import io.upmpublisher.events.RunState;
import io.upmpublisher.publisher.run.PublisherTestResource.Outside;
import io.upmpublisher.testing.UnityRepository;

/** Runs from the request on the real broker, over git by HTTP, to the real registry. */
@QuarkusTest
@QuarkusTestResource(PublisherTestResource.class)
class PublishRunTest {

    @Inject
    Pipeline pipeline;

    Outside outside;

    private final String id = UUID.randomUUID().toString().substring(0, 8);
    private final String scope = "com.studio.t" + id;
    private final String name = "studio/test-" + id;
    private UnityRepository repository;

    @BeforeEach
    void makeRepository() {
        repository = UnityRepository.create(outside.gitRoot(), name);
    }

    @Test
    void publishesPackagesInTheOrderOfTheirDependencies() {
        var commit = repository.withPackage("A", scope + ".ui", "1.0.0", Map.of(scope + ".core", "1.0.0"))
                .withPackage("B", scope + ".core", "1.0.0", Map.of()).commit("Add two");

        var completed = pipeline.run(RequestBuilder.of(name, 1, commit).build());

        assertThat(completed.state()).isEqualTo(RunState.PUBLISHED);
        assertThat(outcomes(completed)).containsExactly("A/package.json: published PUBLISHED",
                "B/package.json: published PUBLISHED");
        assertThat(outside.registry().taken(scope)).containsExactly(scope + ".core", scope + ".ui");
        assertThat(completed.packages()).allSatisfy(report -> {
            assertThat(report.integrity()).hasValueSatisfying(digest -> assertThat(digest).startsWith("sha512-"));
            assertThat(report.durations()).containsKeys("pack", "send", "total");
            assertThat(report.distTag()).contains("latest");
        });
    }

    @Test
    void showsTheRun() {
        var commit = repository.withPackage("A", scope, "1.0.0", Map.of()).commit("Add");
        var completed = pipeline.run(RequestBuilder.of(name, 1, commit).build());

        given().header("Authorization", "Bearer viewer-token-1234").get("/api/runs/" + completed.run()).then()
                .statusCode(200).body("run", equalTo(completed.run().toString())).body("revision", equalTo(1))
                .body("repository", equalTo(name)).body("commit", equalTo(commit)).body("state", equalTo("published"))
                .body("packages[0].path", equalTo("A/package.json")).body("packages[0].name", equalTo(scope))
                .body("packages[0].version", equalTo("1.0.0")).body("packages[0].outcome", equalTo("published"))
                .body("steps.step", contains("decide", "pack", "send")).body("steps[0].path", equalTo("A/package.json"));
        given().header("Authorization", "Bearer viewer-token-1234").get("/api/runs/0190163d-8694-739b-aea5-966c26f8ad91")
                .then().statusCode(404).body("detail", containsString("/api/publish-requests/"));
        given().get("/api/runs/" + completed.run()).then().statusCode(401);
        given().get("/q/metrics").then().body(containsString("upm_packages_total{code=\"PUBLISHED\",outcome=\"published\"}"))
                .body(containsString("upm_run_duration_seconds_count{state=\"published\"}"));
    }

    @Test
    void tellsWhetherWhatGetsATagIsAloneInItsCommit() {
        var first = repository.withPackage("A", scope, "1.0.0", Map.of()).commit("Add");
        var alone = pipeline.run(RequestBuilder.of(name, 1, first).wantingTags().build());
        var second = repository.withPackage("B", scope + ".b", "1.0.0", Map.of()).commit("Add another");
        var company = pipeline.run(RequestBuilder.of(name, 2, second).at("B").wantingTags().build());
        var third = repository.bump("A", "1.1.0").commit("1.1.0");
        var untagged = pipeline.run(RequestBuilder.of(name, 3, third).at("A").build());

        assertThat(alone.severalPackages()).contains(false);
        assertThat(company.severalPackages()).as("the request was for one of them").contains(true);
        assertThat(untagged.severalPackages()).as("nobody asked").isEmpty();
        assertThat(pipeline.run(RequestBuilder.of(name, 4, third).wantingTags().build()).severalPackages())
                .as("nothing was published").isEmpty();
    }

    @Test
    void skipsWhatIsThereAndRefusesToGoBack() {
        var first = repository.withPackage("A", scope, "1.1.0", Map.of()).commit("Add");
        pipeline.run(RequestBuilder.of(name, 1, first).build());
        var back = repository.bump("A", "1.0.0").commit("Back");

        assertThat(outcomes(pipeline.run(RequestBuilder.of(name, 2, first).build())))
                .containsExactly("A/package.json: skipped VERSION_EXISTS");
        var refused = pipeline.run(RequestBuilder.of(name, 3, back).build());

        assertThat(refused.state()).isEqualTo(RunState.FAILED);
        assertThat(outcomes(refused)).containsExactly("A/package.json: failed VERSION_ROLLBACK");
        assertThat(outside.registry().taken(scope)).hasSize(1);
    }

    @Test
    void letsAnInvalidPackageStopOnlyWhatDependsOnIt() {
        var commit = repository.withPackage("A", scope + ".ui", "1.0.0", Map.of(scope + ".core", "1.0.0"))
                .withPackage("B", scope + ".core", "1.0", Map.of()).withPackage("C", scope + ".free", "1.0.0", Map.of())
                .file("D/package.json", "{\"unity\": \"2022.3\",}").file("E/package.json", "{\"name\":\"tooling\"}")
                .file("F/package.json", "{\"name\":\"com.acme.secret\",\"private\":true}")
                .withPackage("Samples~/G", scope + ".sample", "1.0.0", Map.of())
                .withPackage("node_modules/H", scope + ".module", "1.0.0", Map.of()).commit("Add many");

        var completed = pipeline.run(RequestBuilder.of(name, 1, commit).build());

        assertThat(completed.state()).isEqualTo(RunState.PARTLY);
        assertThat(outcomes(completed)).containsExactly("A/package.json: held DEPENDENCY_FAILED",
                "B/package.json: failed VERSION_INVALID", "C/package.json: published PUBLISHED",
                "D/package.json: failed MANIFEST_UNREADABLE", "E/package.json: skipped NOT_A_UPM_PACKAGE",
                "F/package.json: skipped PRIVATE_PACKAGE");
        assertThat(completed.packages().get(3).cause()).contains("line 1, column");
        assertThat(outside.registry().taken(scope)).containsExactly(scope + ".free");
    }

    @Test
    void stopsAPackageOnTheWarningsThatTheRepositoryNames() {
        var commit = repository.withPackage("A", scope + ".core", "1.0.0", Map.of()).file("A/Runtime/New.cs", "")
                .file("A/Gone.cs.meta", "guid: " + "5".repeat(32)).withPackage("B", scope + ".free", "1.0.0", Map.of())
                .commit("Add two");

        var stopped = pipeline
                .run(RequestBuilder.of(name, 1, commit).stoppingOn("META_ORPHAN", "META_MISSING", "META_MISING").build());
        var published = pipeline.run(RequestBuilder.of(name, 2, commit).build());

        assertThat(outcomes(stopped)).containsExactly("A/package.json: failed META_MISSING",
                "B/package.json: published PUBLISHED");
        var report = stopped.packages().getFirst();
        assertThat(report.cause()).contains("Runtime/New.cs").contains("META_ORPHAN");
        assertThat(report.remedy()).isPresent();
        assertThat(report.retryHelps()).isFalse();
        assertThat(report.warnings()).extracting(PackageReport.Warning::code).startsWith("META_MISSING", "META_ORPHAN",
                "STOP_CODE_UNKNOWN");
        assertThat(outcomes(published)).containsExactly("A/package.json: published PUBLISHED",
                "B/package.json: skipped VERSION_EXISTS");
        assertThat(published.packages().getFirst().warnings()).extracting(PackageReport.Warning::code)
                .contains("META_MISSING", "META_ORPHAN");
    }

    @Test
    void publishesNothingInModePlan() {
        var commit = repository.withPackage("A", scope, "1.0.0", Map.of()).commit("Add");

        var completed = pipeline.run(RequestBuilder.of(name, 1, commit).planned().build());

        assertThat(completed.state()).isEqualTo(RunState.NOTHING);
        assertThat(outcomes(completed)).containsExactly("A/package.json: skipped PLAN_MODE");
        assertThat(outside.registry().taken(scope)).isEmpty();
    }

    @Test
    void namesWhatIsNotThere() {
        var commit = repository.withPackage("A", scope, "1.0.0", Map.of()).symlink("L/package.json", "../A/package.json")
                .commit("Add");

        var noCommit = pipeline.run(RequestBuilder.of(name, 1, "1".repeat(40)).build());
        var noPath = pipeline.run(RequestBuilder.of(name, 2, commit).at("B").build());
        var link = pipeline.run(RequestBuilder.of(name, 3, commit).at("L").build());

        assertThat(noCommit.state()).isEqualTo(RunState.FAILED);
        assertThat(noCommit.failure()).hasValueSatisfying(fault -> assertThat(fault.code()).isEqualTo("COMMIT_GONE"));
        assertThat(outcomes(noPath)).containsExactly("B/package.json: failed MANIFEST_NOT_FOUND");
        assertThat(outcomes(link)).containsExactly("L/package.json: failed MANIFEST_NOT_FOUND");
    }

    @Test
    void namesWhatWasTakenAwayBeforeItsTurn() {
        var kept = repository.withPackage("A", scope, "1.0.0", Map.of()).commit("Add");
        var replaced = repository.bump("A", "1.1.0").commit("Raise it");
        repository.rewindTo(kept).prune();

        var forced = pipeline.run(RequestBuilder.of(name, 1, replaced).after(kept).build());
        repository.deleteBranch("main").prune();
        var deleted = pipeline.run(RequestBuilder.of(name, 2, kept).build());

        assertThat(forced.failure()).hasValueSatisfying(fault -> {
            assertThat(fault.code()).isEqualTo("COMMIT_GONE");
            assertThat(fault.cause()).contains(replaced, "branch main");
            assertThat(fault.remedy()).contains("force-pushed");
            assertThat(fault.retryHelps()).isFalse();
        });
        assertThat(deleted.failure()).hasValueSatisfying(fault -> {
            assertThat(fault.code()).isEqualTo("BRANCH_GONE");
            assertThat(fault.retryHelps()).isFalse();
        });
        assertThat(outside.registry().taken(scope)).isEmpty();
    }

    @Test
    void alarmsOnceAboutOtherContentUnderAVersionThatThePushItselfSet() {
        var first = repository.withPackage("A", scope, "1.0.0", Map.of()).commit("Add");
        pipeline.run(RequestBuilder.of(name, 1, first).build());
        var later = repository.asset("A/CHANGELOG.md", "# Changelog\n").commit("Write the changelog");
        var between = repository.bump("A", "0.9.0").commit("Go back");
        var again = repository.bump("A", "1.0.0").commit("Set it again");

        var plain = pipeline.run(RequestBuilder.of(name, 2, later).build());
        var other = pipeline.run(RequestBuilder.of(name, 3, again).after(between).build());
        pipeline.run(RequestBuilder.of(name, 4, again).after(between).build());
        var raised = pipeline.told(AlarmRaised.class, alarm -> alarm.about().contains(scope));
        pipeline.run(RequestBuilder.of(name, 5, repository.bump("A", "1.0.1").commit("Raise it")).build());

        assertThat(outcomes(plain)).containsExactly("A/package.json: skipped VERSION_EXISTS");
        assertThat(outcomes(other)).containsExactly("A/package.json: failed VERSION_EXISTS_OTHER_CONTENT");
        assertThat(raised).singleElement()
                .satisfies(alarm -> assertThat(alarm.code()).isEqualTo("VERSION_EXISTS_OTHER_CONTENT"));
        assertThat(pipeline.told(AlarmResolved.class, alarm -> alarm.about().contains(scope))).hasSize(1);
    }

    @Test
    void takesMovedAndMendedManifestsForNoBump() {
        var first = repository.withPackage("A", scope, "1.0.0", Map.of()).commit("Add");
        pipeline.run(RequestBuilder.of(name, 1, first).build());
        var moved = repository.delete("A/package.json").withPackage("B", scope, "1.0.0", Map.of())
                .asset("B/New.md", "New\n").commit("Move it");
        var broken = repository.file("B/package.json", "{").commit("Break it");
        var mended = repository.withPackage("B", scope, "1.0.0", Map.of()).commit("Mend it");

        assertThat(outcomes(pipeline.run(RequestBuilder.of(name, 2, moved).after(first).build())))
                .containsExactly("B/package.json: skipped VERSION_EXISTS");
        assertThat(outcomes(pipeline.run(RequestBuilder.of(name, 3, mended).after(broken).build())))
                .containsExactly("B/package.json: skipped VERSION_EXISTS");
    }

    @Test
    void keepsHostileTextFromStoppingTheRun() {
        var commit = repository.file("A/package.json", "{\"name\":\"" + scope + "\",\"version\":\"1.0.0\",\"unity\":\"2022.3\","
                + "\"a\\u0000\\ud800b\":1,\"a\\u0000\\ud800b\":2}").commit("Add");

        var completed = pipeline.run(RequestBuilder.of(name, 1, commit).build());

        assertThat(outcomes(completed)).containsExactly("A/package.json: published PUBLISHED");
        assertThat(completed.packages().getFirst().warnings()).anySatisfy(
                warning -> assertThat(warning.code()).isEqualTo("DUPLICATE_KEY"));
    }

    @Test
    void publishesPackagesAtTheRootAndBelow() {
        var commit = repository.withPackage("", scope + ".root", "1.0.0", Map.of())
                .withPackage("Packages/x", scope + ".nested", "1.0.0", Map.of()).commit("Add");

        assertThat(outcomes(pipeline.run(RequestBuilder.of(name, 1, commit).build()))).containsExactly(
                "Packages/x/package.json: published PUBLISHED", "package.json: published PUBLISHED");
    }

    @Test
    void refusesPackagesThatShareAName() {
        var commit = repository.withPackage("a", scope, "1.0.0", Map.of()).withPackage("A", scope, "1.0.0", Map.of())
                .commit("Add");

        assertThat(outcomes(pipeline.run(RequestBuilder.of(name, 1, commit).build()))).containsExactlyInAnyOrder(
                "A/package.json: failed NAME_NOT_UNIQUE", "a/package.json: failed NAME_NOT_UNIQUE");
        assertThat(outside.registry().taken(scope)).isEmpty();
    }

    @Test
    void publishesAgainWhatWasUnpublished() {
        var commit = repository.withPackage("A", scope, "1.0.0", Map.of()).commit("Add");
        pipeline.run(RequestBuilder.of(name, 1, commit).build());
        assertThat(outside.registry().delete("/" + scope + "/-rev/1", System.getenv("UPM_TEST_VERDACCIO_TOKEN")))
                .isEqualTo(201);

        assertThat(outcomes(pipeline.run(RequestBuilder.of(name, 2, commit).build())))
                .containsExactly("A/package.json: published PUBLISHED");
        assertThat(outside.registry().taken(scope)).hasSize(2);
    }
}
