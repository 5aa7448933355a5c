package io.upmpublisher.audit.page.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.stringContainsInOrder;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.upmpublisher.audit.AuditTestResource;
import io.upmpublisher.audit.page.Browser;
import io.upmpublisher.audit.page.FakeIngress;
import io.upmpublisher.audit.page.Shown;

@QuarkusTest
@QuarkusTestResource(AuditTestResource.class)
@QuarkusTestResource(FakeIngress.class)
class RepositoryPagesTest {

    private static final String LONG_AGO = "2026-01-05T09:00:00Z";
    private static final String REFRESH = "http-equiv=\"refresh\"";

    FakeIngress ingress;

    private final Map<String, String> registration = Map.of("url", "https://github.com/studio/core", "branches",
            "main, release/*", "mode", "plan", "registry", "default", "note", "first\r\nsecond");

    private Browser operator;

    @BeforeEach
    void signIn() {
        ingress.forget();
        ingress.lists("", null);
        operator = Browser.signedInAs("operator");
    }

    @Test
    void listsRepositoriesWithWhatIsWrongWithThem() {
        ingress.lists(Shown.listed("studio/core", "active", null, "[]") + "," + Shown.listed("studio/ui", "pending", "by Sam",
                "[" + Shown.flag("BRANCH_NOT_FOUND", "None of its branches is there.", "Correct the branches.") + "]"), null);

        operator.get("/repositories").then().statusCode(200).body(
                stringContainsInOrder("href=\"/repositories/studio/core\"", "active", "master, main", "none",
                        "href=\"/repositories/studio/ui\"", "by Sam", "pending", "BRANCH_NOT_FOUND"),
                not(containsString("Next page")));
        assertThat(ingress.asked("GET").getLast().getHeader("Authorization")).isEqualTo("Bearer operator-token-1234");
    }

    @Test
    void findsByNameAndTurnsPages() {
        ingress.lists(Shown.listed("studio/core", "active", null, "[]"), "MR9zdHVkaW8vY29yZQ");

        operator.get("/repositories?name=co%26re%20%C3%BC").then().statusCode(200).body(containsString("value=\"co&amp;re ü\""),
                containsString("href=\"/repositories?name=co%26re+%C3%BC&amp;cursor=MR9zdHVkaW8vY29yZQ\""));
        assertThat(ingress.asked("GET").getLast().getUrl()).endsWith("?limit=50&name=co%26re+%C3%BC");

        operator.get("/repositories?name=core&cursor=MR9zdHVkaW8vY29yZQ").then().statusCode(200)
                .body(containsString("First page"));
        assertThat(ingress.asked("GET").getLast().getUrl()).endsWith("&name=core&cursor=MR9zdHVkaW8vY29yZQ");
    }

    @Test
    void saysWhatToDoWhereThereIsNothing() {
        operator.get("/repositories").then().body(containsString("No repository is registered yet"),
                containsString("Register the first one"));
        operator.get("/repositories?name=%3Cb%3E").then()
                .body(containsString("No repository has <q>&lt;b&gt;</q> in its name"));
        Browser.signedInAs("viewer").get("/repositories").then().body(containsString("the role operator can register one"));
    }

    @Test
    void registersARepositoryAndLeadsToIt() {
        ingress.takesRegistration(Shown.known("studio/core", "pending", "plan", 1, LONG_AGO, "olaf", Shown.unread()));
        operator.get("/repositories/new").then().statusCode(200).body(containsString("value=\"main, master\""));

        operator.send("/repositories", registration).then().statusCode(303)
                .header("Location", equalTo("/repositories/studio/core?done=registered"));

        assertThat(ingress.asked("POST")).singleElement().satisfies(request -> assertThat(request.getBodyAsString())
                .isEqualTo("{\"url\":\"https://github.com/studio/core\",\"status\":\"pending\",\"mode\":\"plan\","
                        + "\"branches\":[\"main\",\"release/*\"],\"registry\":\"default\",\"note\":\"first\\nsecond\"}"));
    }

    @Test
    void showsWhatIsWrongAtTheFieldsAndKeepsWhatWasTyped() {
        ingress.refusesRegistration(422, "invalid-field", "2 values are invalid.", """
                [{"pointer":"/url","message":"it lies under https://github.com"},
                 {"pointer":"/branches/1","message":"is no <branch>"}]""");
        operator.get("/repositories/new");

        operator.send("/repositories", registration).then().statusCode(422).body(
                containsString("role=\"alert\""), containsString("value=\"main, release/*\""),
                containsString("value=\"https://github.com/studio/core\""), containsString("value=\"plan\" checked"),
                containsString("first\nsecond</textarea>"),
                containsString("aria-describedby=\"url-hint url-mistake\" aria-invalid=\"true\""),
                containsString("id=\"url-mistake\">it lies under https://github.com</p>"),
                containsString("id=\"branches-mistake\">is no &lt;branch&gt;</p>"),
                not(containsString("aria-describedby=\"note-hint note-mistake\" aria-invalid")));
    }

    @Test
    void leadsToTheRepositoryThatIsRegisteredAlready() {
        ingress.refusesRegistration(409, "repository-exists", "studio/core is registered already.", "[]");
        operator.get("/repositories/new");

        operator.send("/repositories", registration).then().statusCode(409).body(
                containsString("id=\"url-mistake\">studio/core is registered already.</p>"),
                containsString("href=\"/repositories/studio/core\""));
    }

    @Test
    void showsAnythingElseThatIsWrongOnce() {
        ingress.refusesRegistration(400, "mismatched-field", "A value has the wrong type.",
                "[{\"pointer\":\"/status\",\"message\":\"is none of these\"}]");
        operator.get("/repositories/new");

        operator.send("/repositories", registration).then().statusCode(400)
                .body(containsString("A value has the wrong type. is none of these"));
    }

    @Test
    void looksAgainByItselfUntilTheRepositoryWasRead() {
        ingress.shows("studio/core", Shown.known("studio/core", "pending", "publish", 1, Instant.now().toString(), "olaf",
                Shown.unread()));
        operator.get("/repositories/studio/core?done=registered").then().statusCode(200).body(containsString(REFRESH),
                containsString("The publisher is reading the repository"), containsString("Registered."));
        operator.get("/repositories/studio/core").then().body(not(containsString("name=\"status\"")));
        operator.get("/repositories/studio/core?still=yes").then().body(not(containsString(REFRESH)),
                containsString("name=\"status\""));

        ingress.shows("studio/core", Shown.known("studio/core", "active", "publish", 2, Instant.now().toString(), "upm-probe",
                Shown.read(1, Instant.now().toString(), Shown.packageOf("com.studio.core", "1.2.0", "1.1.0", "publish",
                        "NEW_VERSION")
                        + "," + Shown.packageOf("com.studio.ui", "1.0.0", "1.0.0", "skip", "VERSION_EXISTS"))));
        operator.get("/repositories/studio/core?done=registered").then().statusCode(200).body(not(containsString(REFRESH)),
                stringContainsInOrder("It was read", "Reachable", "yes", "Default branch", "main", "9f2c41d0",
                        "would publish 1 of 2", "com.studio.core", "1.2.0", "1.1.0", "would be published", "com.studio.ui",
                        "nothing to do", "VERSION_EXISTS", "as publisher", "100 MiB"));
    }

    @Test
    void saysSoWhereThePublisherTellsNothing() {
        ingress.shows("studio/core",
                Shown.known("studio/core", "pending", "publish", 1, LONG_AGO, "olaf", Shown.unread()));

        operator.get("/repositories/studio/core").then().body(not(containsString(REFRESH)),
                containsString("told nothing for three minutes"), containsString("Look again now"));
    }

    @Test
    void showsWhyARepositoryCannotBeReadAndWhatMendsIt() {
        ingress.shows("studio/core", Shown.known("studio/core", "pending", "publish", 1, LONG_AGO, "olaf",
                Shown.unreadable(1, LONG_AGO, "REPOSITORY_NOT_FOUND", "It is not there.", "Give the token access.")));

        operator.get("/repositories/studio/core").then().statusCode(200).body(not(containsString(REFRESH)),
                stringContainsInOrder("REPOSITORY_NOT_FOUND", "It is not there.", "What to do:", "Give the token access.",
                        "class=\"no\">no"));
    }

    @Test
    void looksAgainWhenAsked() {
        ingress.takesLook("studio/core");
        ingress.shows("studio/core", Shown.known("studio/core", "active", "publish", 1, LONG_AGO, "olaf",
                Shown.read(1, LONG_AGO, Shown.packageOf("com.studio.core", "1.0.0", null, "publish", "NEW_PACKAGE"))));
        operator.get("/repositories/studio/core").then().body(not(containsString(REFRESH)));

        var after = operator.send("/repositories/studio/core/look", Map.of()).then().statusCode(303).extract()
                .header("Location");

        assertThat(ingress.asked("POST").getLast().getUrl()).isEqualTo("/api/repositories/studio/core/audit");
        operator.get(after.substring(after.indexOf("/repositories"))).then().body(containsString(REFRESH));
    }

    @ParameterizedTest
    @ValueSource(strings = { "31556889864403199", "99999999999", "-1", "1", "soon" })
    void believesNoTimeThatNobodyCanHaveAskedAt(String asked) {
        ingress.shows("studio/core", Shown.known("studio/core", "active", "publish", 1, LONG_AGO, "olaf",
                Shown.read(1, LONG_AGO, "")));

        operator.get("/repositories/studio/core?asked=" + asked).then().statusCode(200).body(not(containsString(REFRESH)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "null", "{}", "[]", "", "{\"repository\":\"studio/core\",\"reality\":{}}", "<html>" })
    void saysSoWhenIngressAnswersWhatNobodyUnderstands(String answer) {
        ingress.shows("studio/core", answer);
        ingress.answersTheList(answer);

        operator.get("/repositories/studio/core").then().statusCode(502);
        operator.get("/repositories").then().statusCode(502);
    }

    @ParameterizedTest
    @ValueSource(strings = { "null", "{}", "", "{\"repository\":\"../..\"}", "<html>" })
    void leadsNowhereAfterARegistrationThatNobodyUnderstands(String answer) {
        ingress.takesRegistration(answer);
        operator.get("/repositories/new");

        operator.send("/repositories", registration).then().statusCode(502);
    }

    @Test
    void waitsNoLongerForADrippingAnswerThanForNone() {
        ingress.dripsTheList(Duration.ofMinutes(1));

        operator.get("/repositories").then().statusCode(503).body(containsString("does not answer"));
    }

    @Test
    void readsNoAnswerWithoutEnd() {
        ingress.answersTheList("\"" + "x".repeat(5 << 20) + "\"");

        operator.get("/repositories").then().statusCode(503);
    }

    @Test
    void changesStatusAndModeFromWhatWasShown() {
        var before = Shown.known("studio/core", "active", "publish", 7, LONG_AGO, "olaf", Shown.read(7, LONG_AGO, ""));
        ingress.shows("studio/core", before);
        ingress.takesChange("studio/core", before);
        operator.get("/repositories/studio/core").then().body(containsString("name=\"version\" value=\"7\""),
                containsString("value=\"active\" checked"), containsString("value=\"publish\" checked"),
                not(containsString("value=\"pending\"")));

        operator.send("/repositories/studio/core", Map.of("version", "7", "status", "disabled", "mode", "plan")).then()
                .statusCode(303).header("Location", equalTo("/repositories/studio/core?done=changed"));

        assertThat(ingress.asked("PUT")).singleElement().satisfies(request -> {
            assertThat(request.getHeader("If-Match")).isEqualTo("\"7\"");
            assertThat(request.getBodyAsString()).contains("\"status\":\"disabled\"").contains("\"mode\":\"plan\"");
        });
    }

    @Test
    void showsThatSomebodyElseChangedItMeanwhileAndKeepsTheChoice() {
        ingress.shows("studio/core",
                Shown.known("studio/core", "skip", "publish", 8, LONG_AGO, "anna", Shown.read(8, LONG_AGO, "")));
        ingress.refusesChange("studio/core", 412, "repository-changed", "It has version 8 now.");
        operator.get("/repositories/studio/core");

        operator.send("/repositories/studio/core", Map.of("version", "7", "status", "disabled", "mode", "plan")).then()
                .statusCode(412)
                .body(allOf(containsString("Nothing was saved"), containsString("by anna"), containsString("skipped"),
                        containsString("value=\"disabled\" checked"), containsString("value=\"plan\" checked"),
                        containsString("name=\"version\" value=\"8\""), containsString("Save over the other’s")));
    }

    @Test
    void escapesWhatRepositoriesAndPeopleWrite() {
        var hostile = "<script>alert(1)</script>\\\"' onload=x";
        ingress.lists(Shown.listed("studio/core", "active", hostile,
                "[" + Shown.flag("X", hostile, hostile) + "]"), "\\\"><script>alert(2)</script>");
        ingress.shows("studio/core", Shown.known("studio/core", "active", "publish", 1, LONG_AGO, hostile, Shown.read(1,
                LONG_AGO, Shown.packageOf(hostile, hostile, hostile, hostile, hostile))));

        for (var path : new String[] { "/repositories", "/repositories/studio/core", "/repositories?name=%22%3E%3Cscript%3E",
                "/repositories/studio/core?done=%3Cscript%3E&asked=%3Cscript%3E" }) {
            operator.get(path).then().statusCode(200).body(not(containsString("<script")), not(containsString("\"' onload")));
        }
        operator.get("/repositories/studio/core").then()
                .body(containsString("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;"));
        operator.get("/sign-in?to=%22%3E%3Cscript%3E").then().body(not(containsString("<script")));
    }

    @Test
    void saysWhichServiceDoesNotAnswer() {
        ingress.breaksOff();
        operator.get("/repositories").then().statusCode(503).contentType("text/html")
                .body(containsString("A service does not answer"), containsString("What to do:"));
        ingress.forget();
        ingress.refusesEverything(401, "unauthenticated", "unknown");
        operator.get("/repositories").then().statusCode(502).body(containsString("same UPM_TOKENS"));
        ingress.forget();
        ingress.refusesEverything(500, "internal-error", "It failed.");
        operator.get("/repositories").then().statusCode(502).body(containsString("ingress answered 500: It failed."));
        ingress.forget();
        ingress.refusesEverything(404, "repository-unknown", "studio/core is not registered.");
        operator.get("/repositories/studio/core").then().statusCode(404)
                .body(containsString("studio/core is not registered."));
    }
}
