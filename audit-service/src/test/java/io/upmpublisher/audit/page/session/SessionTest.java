package io.upmpublisher.audit.page.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import jakarta.inject.Inject;

import org.hamcrest.Matcher;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.upmpublisher.audit.AuditTestResource;
import io.upmpublisher.audit.SettableClock;
import io.upmpublisher.audit.page.Browser;
import io.upmpublisher.audit.page.FakeIngress;
import io.upmpublisher.audit.page.Shown;

@QuarkusTest
@QuarkusTestResource(AuditTestResource.class)
@QuarkusTestResource(FakeIngress.class)
class SessionTest {

    private static final Map<String, String> REGISTRATION = Map.of("url", "https://github.com/studio/core", "branches", "main",
            "mode", "publish", "registry", "default", "note", "");

    FakeIngress ingress;

    @Inject
    SettableClock clock;

    @BeforeEach
    void listNothing() {
        ingress.forget();
        ingress.lists("", null);
    }

    @AfterEach
    void returnToNow() {
        clock.setAhead(Duration.ZERO);
    }

    @Test
    void asksWhoComesWithoutASessionToSignInAndLeadsBackThen() {
        var browser = Browser.open();

        browser.get("/repositories?name=core").then().statusCode(303)
                .header("Location", equalTo("/sign-in?to=%2Frepositories%3Fname%3Dcore"));
        browser.get("/sign-in?to=%2Frepositories%3Fname%3Dcore").then().statusCode(200)
                .body(containsString("name=\"to\" value=\"/repositories?name=core\""));
        browser.signIn("operator-token-1234", "/repositories?name=core").then().statusCode(303)
                .header("Location", equalTo("/repositories?name=core"));
        browser.get("/repositories?name=core").then().statusCode(200).body(containsString("olaf"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://evil.example/", "//evil.example/", "/\\evil.example", "/api/dead-letters",
            "/repositories/../api", "/repositories/%2e%2e/api", "/repositories;x", "/repositories\r\nX: y",
            "/repositories//evil.example", "repositories" })
    void leadsNowhereElseAfterSigningIn(String to) {
        Browser.open().signIn("viewer-token-1234", to).then().statusCode(303).header("Location", equalTo("/"));
    }

    @Test
    void keepsTheTokenInACookieThatSaysNothing() {
        var answer = Browser.open().signIn("viewer-token-1234");

        assertThat(answer.header("Set-Cookie")).startsWith("upm-session=").doesNotContain("viewer-token")
                .contains("Max-Age=28800")
                .doesNotContain("Secure");
    }

    @Test
    void takesOnlyACookieOfThisVeryHostWhereTheConnectionIsEncrypted() {
        var browser = Browser.open().with("X-Forwarded-Proto", "https");

        var answer = browser.signIn("viewer-token-1234");
        assertThat(answer.header("Set-Cookie")).startsWith("__Host-upm-session=").contains("; Secure");
        // With a scheme it would be the one behind the proxy, and the browser would not follow from https to http.
        assertThat(answer.header("Location")).isEqualTo("/");
        browser.get("/repositories").then().statusCode(200);
        browser.withCookieNamed("upm-session").get("/repositories").then().statusCode(303);
    }

    @ParameterizedTest
    @ValueSource(strings = { "secret%0Atoken", "secret%00token", "secret%0Btoken", "secret%20token", "secret%C3%A9" })
    void knowsNoTokenThatAHeaderCouldNotHold(String token) {
        Browser.open().signIn(token).then().statusCode(401).body(containsString("The token is unknown here"));
    }

    @Test
    void comesBackToPagesWithAnyQuery() {
        Browser.open().signIn("viewer-token-1234", "/repositories?name=a%7Cb").then().statusCode(303)
                .header("Location", equalTo("/repositories?name=a|b"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "/sign-in;x", "/repositories;x=1", "/;x", "/repositories/studio;x/core" })
    void hasNoPagesUnderPathsThatOnlyTheFrameworkTakesForOurs(String path) {
        Browser.signedInAs("operator").get(path).then().statusCode(404).header("Content-Security-Policy",
                containsString("default-src 'none'"));
    }

    @Test
    void endsAfterEightHours() {
        var browser = Browser.signedInAs("viewer");
        clock.setAhead(Duration.ofHours(8).minusMinutes(1));
        browser.get("/repositories").then().statusCode(200);
        clock.setAhead(Duration.ofHours(8).plusSeconds(1));

        browser.get("/repositories").then().statusCode(303).header("Location", endsWith("&ended=yes"))
                .header("Set-Cookie", containsString("Max-Age=0"));
    }

    @Test
    void refusesCookiesThatAreForgedOrChanged() {
        var session = Browser.signedInAs("operator").session();
        var middle = session.length() / 2;
        var changed = session.substring(0, middle) + (session.charAt(middle) == 'A' ? 'B' : 'A')
                + session.substring(middle + 1);

        for (var cookie : new String[] { changed, session.substring(4), session + "AAAA", "operator-token-1234", "AAAA",
                "%00", "x".repeat(5_000) }) {
            Browser.open().withSession(cookie).get("/repositories").then().statusCode(303)
                    .header("Location", containsString("/sign-in"));
        }
        Browser.open().withSession(session).get("/repositories").then().statusCode(200);
    }

    @Test
    void signsOut() {
        var browser = Browser.signedInAs("viewer");
        browser.get("/repositories");

        browser.send("/sign-out", Map.of()).then().statusCode(303).header("Location", equalTo("/sign-in"));

        assertThat(browser.session()).isEmpty();
        browser.get("/repositories").then().statusCode(303);
    }

    @ParameterizedTest
    @CsvSource({ "nobody-has-this-token,401,unknown here", "'',422,Enter a token", "requester-token-1234,403,shows no pages" })
    void refusesTokensThatShowNoPages(String token, int status, String why) {
        var answer = Browser.open().signIn(token);

        answer.then().statusCode(status).body(containsString(why), not(containsString("nobody-has")));
        assertThat(answer.header("Set-Cookie")).isNull();
    }

    @Test
    void refusesATokenThatNoCookieHolds() {
        Browser.open().signIn("x".repeat(2_801)).then().statusCode(422).body(containsString("2800"));
    }

    @Test
    void letsNobodyGuessTokensForLong() {
        var guesser = Browser.open();
        var answer = guesser.signIn("guess-0");
        for (var guess = 1; guess < 150 && answer.statusCode() == 401; guess++) {
            answer = guesser.signIn("guess-" + guess);
        }

        answer.then().statusCode(429).contentType("text/html").body(containsString("Wait for"));
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
        guesser.signIn("operator-token-1234").then().statusCode(429);
        Browser.open().signIn("operator-token-1234").then().statusCode(303);
    }

    @Test
    void refusesFormsWithoutTheSecretOfTheSession() {
        ingress.takesRegistration(Shown.listed("studio/core", "pending", null, "[]"));
        var browser = Browser.signedInAs("operator");
        browser.get("/repositories/new");
        var other = Browser.signedInAs("operator");
        other.get("/repositories/new");

        for (var token : new String[] { "", "AAAA", other.formToken() }) {
            browser.sendBare("/repositories", with(REGISTRATION, "form-token", token)).then().statusCode(403)
                    .body(containsString("does not belong to your session"));
        }
        browser.sendBare("/repositories", REGISTRATION).then().statusCode(403);
        assertThat(ingress.asked("POST")).isEmpty();
        browser.send("/repositories", REGISTRATION).then().statusCode(303);
        assertThat(ingress.asked("POST")).hasSize(1);
    }

    @Test
    void refusesFormsThatOtherSitesSend() {
        var browser = Browser.signedInAs("operator");
        browser.get("/repositories/new");
        var own = "http://localhost:" + RestAssured.port;

        for (var origin : new String[] { "https://evil.example", "null", "", "http://localhost:1", own + ".evil.example" }) {
            browser.with("Origin", origin).send("/repositories", REGISTRATION).then().statusCode(403)
                    .body(containsString("sent from another site"));
        }
        browser.with("Origin", own);
        for (var site : new String[] { "cross-site", "same-site", "none" }) {
            browser.with("Sec-Fetch-Site", site).send("/repositories", REGISTRATION).then().statusCode(403);
        }
        Browser.open().with("Origin", "https://evil.example").signIn("viewer-token-1234").then().statusCode(403);
        assertThat(ingress.asked("POST")).isEmpty();
    }

    @Test
    void leavesViewersWithoutButtonsAndRefusesTheirForms() {
        ingress.shows("studio/core", Shown.known("studio/core", "active", "publish", 1, "2026-11-28T06:00:00Z", "olaf",
                Shown.unread()));
        var browser = Browser.signedInAs("viewer");

        browser.get("/repositories").then().statusCode(200).body(not(containsString("/repositories/new")));
        browser.get("/repositories/studio/core").then().statusCode(200)
                .body(not(containsString("action=\"/repositories")));
        browser.get("/repositories/new").then().statusCode(403).contentType("text/html");
        browser.send("/repositories", REGISTRATION).then().statusCode(403).contentType("text/html");
        browser.send("/repositories/studio/core", Map.of("status", "disabled")).then().statusCode(403);
        browser.send("/repositories/studio/core/look", Map.of()).then().statusCode(403);
        assertThat(ingress.asked("POST")).isEmpty();
        assertThat(ingress.asked("PUT")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "/api/audit/records", "/api/dead-letters", "/repositories/../api/dead-letters",
            "/repositories/%2e%2e/api/dead-letters", "/sign-out/../api/dead-letters" })
    void opensTheApiToNoSession(String path) {
        var browser = Browser.signedInAs("admin");

        browser.with("Accept", "application/json").get(path).then().statusCode(401).contentType("application/problem+json");
    }

    @Test
    void opensPagesToNoHeader() {
        Browser.open().with("Authorization", "Bearer operator-token-1234").get("/repositories").then().statusCode(303);
        Browser.signedInAs("viewer").with("Authorization", "Bearer operator-token-1234").get("/repositories/new").then()
                .statusCode(403);
    }

    @ParameterizedTest
    @CsvSource({ "/sign-in,200", "/repositories,200", "/repositories/studio/nowhere,404", "/repositories/no-name,404",
            "/nothing,404", "/repositories/%3Cscript%3E/x,400" })
    void forbidsEverythingOnPagesThatTheyDoNotNeed(String path, int status) {
        ingress.shows("studio/other", "{}");
        Browser.signedInAs("viewer").get(path).then().statusCode(status).contentType("text/html")
                .header("Content-Security-Policy", equalTo("default-src 'none'; style-src 'self'; img-src 'self'; "
                        + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"))
                .header("X-Content-Type-Options", equalTo("nosniff")).header("Referrer-Policy", equalTo("same-origin"))
                .header("Cache-Control", equalTo("no-store"))
                .body(allOf(not(containsString("<script")), not(containsString(" style="))));
    }

    @Test
    void letsTheBrowserAskAgainWhereALinkOfAnotherSiteKeptTheCookieBack() {
        var browser = Browser.open().with("Sec-Fetch-Site", "cross-site");

        browser.get("/repositories/studio/core").then().statusCode(200)
                .body(containsString("content=\"0; url=/repositories/studio/core\""));
        browser.with("Sec-Fetch-Site", "same-origin").get("/repositories/studio/core").then().statusCode(303);
    }

    @Test
    void showsMachinesTheirProblemsAsEver() {
        Browser.open().with("Accept", "application/json").get("/nothing").then().statusCode(404)
                .contentType("application/problem+json");
        Browser.open().get("/api/nothing").then().statusCode(401).contentType("application/problem+json");
    }

    @Test
    void hasItsStyleSheetAndItsPicture() {
        Browser.open().get("/style.css").then().statusCode(200).contentType(startsWith("text/css"));
        Browser.open().get("/icon.svg").then().statusCode(200).contentType(startsWith("image/svg+xml"));
    }

    private static Matcher<String> endsWith(String end) {
        return Matchers.endsWith(end);
    }

    private static Map<String, String> with(Map<String, String> fields, String name, String value) {
        var all = new TreeMap<>(fields);
        all.put(name, value);
        return all;
    }
}
