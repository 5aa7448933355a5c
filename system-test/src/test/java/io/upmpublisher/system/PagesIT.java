package io.upmpublisher.system;

import static io.upmpublisher.system.PackageAssert.assertThatPackage;
import static io.upmpublisher.system.RunAssert.assertThatRun;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.upmpublisher.testing.stack.Service;

/** The pages as an operator uses them, in a browser. */
@SystemTest
class PagesIT {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Stack stack;

    PagesIT(Stack stack) {
        this.stack = stack;
    }

    @Test
    void operatorRegistersARepositoryWhosePushesPublishFromThenOn() {
        var game = stack.unregisteredRepository("by-form").withPackage("core", "1.0.0").withPackage("ui", "0.3.0");
        game.commit("Add core and ui");
        try (var browser = new Chromium()) {
            signIn(browser, Secrets.ADMIN_TOKEN);
            assertThat(browser.text()).contains("Repositories");

            browser.click("Register a repository");
            browser.assertThatNothingIsAmiss();
            browser.type("URL", "https://elsewhere.example/" + game.name()).type("Note", "made by a test").click("Register");
            assertThat(browser.text()).contains("It was not registered.")
                    .contains("it lies under " + stack.gitUrl("").replaceFirst("/$", ""));
            browser.assertThatNothingIsAmiss();
            browser.picture("mistake");

            browser.type("URL", stack.gitUrl(game.name())).choose("Publish").click("Register");

            browser.awaitThat("the repository to be read", MINUTE,
                    () -> assertThat(browser.rows("packages")).containsExactlyInAnyOrder(
                            row(game, "core", "1.0.0 | none | would be published WOULD_PUBLISH"),
                            row(game, "ui", "0.3.0 | none | would be published WOULD_PUBLISH")));
            assertThat(browser.path()).isEqualTo("/repositories/" + game.name());
            assertThat(browser.text()).contains("active").contains("Reachable\nyes").contains("Default branch\nmain")
                    .contains("It was read, and its pushes count from now on.").contains("made by a test");
            browser.assertThatNothingIsAmiss();
            browser.picture("registered");
            browser.shrink();
            browser.assertThatNothingIsAmiss();
            browser.picture("registered-on-a-phone-at-night");
            browser.grow();

            assertThatRun(game.bump("core", "1.0.1").push("Release core 1.0.1")).ended("published");
            assertThatPackage(stack, game.nameOf("core")).hasVersions("1.0.1");
            browser.click("Look again now");
            browser.awaitThat("the repository to be read again", MINUTE, () -> assertThat(browser.rows("packages"))
                    .contains(row(game, "core", "1.0.1 | 1.0.1 | nothing to do VERSION_EXISTS")));
        }
    }

    @Test
    void operatorSeesThatAnotherChangedARepositoryMeanwhile() {
        var game = stack.repository("shared").withPackage("core", "1.0.0");
        game.commit("Add core");
        try (var browser = new Chromium()) {
            signIn(browser, Secrets.ADMIN_TOKEN);
            browser.open(page("/repositories/" + game.name()));
            browser.awaitThat("the repository to be read", MINUTE,
                    () -> assertThat(browser.rows("packages")).hasSize(1));
            var other = Http.put(stack.service(Service.INGRESS).url().resolve("/api/repositories/" + game.name()),
                    Secrets.ADMIN_TOKEN, Map.of("status", "skip"));
            assertThat(other.status()).as(other.body()).isEqualTo(200);

            browser.choose("Disabled").choose("Plan only").click("Save");

            assertThat(browser.text()).contains("Nothing was saved: somebody else changed this repository meanwhile.")
                    .contains("skipped");
            browser.picture("conflict");
            browser.click("Save over the other’s");
            assertThat(browser.text()).contains("Saved. It is in force.").contains("disabled\nplans only");
            browser.click("Repositories");
            browser.type("Find by name", "shared").click("Find");
            assertThat(browser.text()).contains(game.name()).doesNotContain("by-form");
            browser.assertThatNothingIsAmiss();
            browser.picture("list");
            browser.shrink();
            browser.assertThatNothingIsAmiss();
            browser.picture("list-on-a-phone-at-night");
        }
    }

    @Test
    void viewerSeesRepositoriesAndCanChangeNothing() {
        var game = stack.repository("watched").withPackage("core", "1.0.0");
        game.commit("Add core");
        try (var browser = new Chromium()) {
            browser.open(page("/repositories/" + game.name()));
            assertThat(browser.path()).isEqualTo("/sign-in");
            browser.assertThatNothingIsAmiss();
            browser.picture("sign-in");
            browser.type("Your token", "a-token-of-nobody").click("Sign in");
            assertThat(browser.text()).contains("The token is unknown here");

            browser.type("Your token", Secrets.VIEWER_TOKEN).click("Sign in");

            assertThat(browser.path()).isEqualTo("/repositories/" + game.name());
            browser.awaitThat("the repository to be read", MINUTE,
                    () -> assertThat(browser.rows("packages")).hasSize(1));
            assertThat(browser.text()).doesNotContain("Look again now").doesNotContain("Save");
            browser.open(page("/repositories/new"));
            assertThat(browser.text()).contains("The token's role does not allow this");
            browser.open(page("/repositories"));
            browser.click("Sign out");
            assertThat(browser.path()).isEqualTo("/sign-in");
        }
    }

    private static String row(StudioRepository game, String shortName, String rest) {
        return game.nameOf(shortName) + " " + game.manifestOf(shortName) + " | " + rest;
    }

    private void signIn(Chromium browser, String token) {
        browser.open(page("/"));
        browser.type("Your token", token).click("Sign in");
        assertThat(browser.path()).isEqualTo("/repositories");
    }

    private URI page(String path) {
        return stack.service(Service.AUDIT).url().resolve(path);
    }
}
