package io.upmpublisher.system;

import static io.upmpublisher.system.PackageAssert.assertThatPackage;
import static io.upmpublisher.system.RunAssert.assertThatRun;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.upmpublisher.testing.stack.HeldPush;

/** What follows a publish: the changelog, the message, the record. */
@SystemTest
class StoryIT {

    private final Stack stack;

    StoryIT(Stack stack) {
        this.stack = stack;
    }

    @Test
    void pushBecomesAPackageAChangelogAMessageThatLinksItAndAWholeRecord() {
        var game = stack.repository("story").withPackage("core", "1.0.0").withPackage("ui", "1.0.0", "core");

        var delivery = game.commit("Add core and ui");
        var pushed = game.head();
        var run = Run.acceptedBy(stack, stack.deliver(delivery));

        var story = run.awaitStory();
        assertThatRun(run).ended("published").hasPackages("published", game.manifestOf("core"), game.manifestOf("ui"));
        var commit = run.awaitEvent("changelog.completed").path("commit").asText();
        assertThat(game.head()).isEqualTo(commit);
        assertThat(game.text("Packages/core/CHANGELOG.md")).contains("## [1.0.0]", pushed.substring(0, 10));
        assertThat(game.text("Packages/ui/CHANGELOG.md.meta")).contains("guid: ");
        assertThat(run.messages()).singleElement().asString().contains(commit, game.nameOf("core"), game.nameOf("ui"));
        assertThat(run.awaitEvent("notification.completed").path("outcome").asText()).isEqualTo("sent");
        assertThat(story.path("state").asText()).isEqualTo("published");
        assertThat(story.path("repository").asText()).isEqualTo(game.name());
    }

    @Test
    void changelogCommitPublishesNothing() {
        var game = stack.repository("own-commit").withPackage("core", "1.0.0");
        var run = game.push("Add core");
        run.awaitStory();
        assertThat(game.messages()).hasSize(2).first().asString().contains("UPM-Run: " + run.id());

        var answer = stack.deliver(game.ownCommit(game.manifestOf("core"), "Packages/core/CHANGELOG.md"));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("code").asText()).isEqualTo("OWN_COMMITS");
        assertThat(answer.json().hasNonNull("run")).isFalse();
        assertThat(stack.database().texts("select run_id::text from publisher.run where repository = ?", game.name()))
                .containsExactly(run.id().toString());
    }

    @Test
    void changelogThatRacesAHumansPushGoesOnTopOfIt() {
        var game = stack.repository("raced").withPackage("core", "1.0.0");
        var held = game.holdPush(HeldPush.Stage.BEFORE);
        var run = game.push("Add core");
        held.awaitReached();

        game.file("Assets/Readme.txt", "A human was quicker.").commit("Say who was quicker");
        held.release();

        assertThat(run.awaitEvent("changelog.completed").path("commit").asText()).isEqualTo(game.head());
        assertThat(game.messages()).extracting(message -> message.lines().findFirst().orElse(""))
                .containsExactly("docs: update changelogs [skip ci]", "Say who was quicker", "Add core");
        assertThat(game.text("Assets/Readme.txt")).isEqualTo("A human was quicker.");
        assertThat(game.text("Packages/core/CHANGELOG.md")).contains("## [1.0.0]");
    }

    @Test
    void nextVersionIsToldOnTopOfTheChangelogOfTheOneBefore() {
        var game = stack.repository("twice").withPackage("core", "1.0.0");
        game.push("Add core").awaitStory();
        var first = game.head();

        var delivery = game.bump("core", "1.1.0").commit("Teach core to sing");
        var pushed = game.head();
        var second = Run.acceptedBy(stack, stack.deliver(delivery));

        second.awaitStory();
        assertThatPackage(stack, game.nameOf("core")).hasVersions("1.0.0", "1.1.0").wasPublishedOnce("1.0.0", "1.1.0");
        assertThat(game.text("Packages/core/CHANGELOG.md")).containsSubsequence("## [1.1.0]", pushed.substring(0, 10),
                "## [1.0.0]").doesNotContain(first.substring(0, 10));
        assertThat(second.messages()).singleElement().asString().contains(game.head());
    }

    @Test
    void runInWhichAllFailedIsAnnouncedAndChangesNoChangelog() {
        var game = stack.repository("all-failed").file("Packages/broken/package.json",
                "{\n  \"name\": \"com.studio.broken\",\n  \"version\" \"1.0.0\"\n}\n");

        var run = game.push("Add a broken package");

        assertThatRun(run).ended("failed");
        run.awaitStory("publish.requested", "publish.completed", "notification.completed");
        assertThat(run.messages()).singleElement().asString().contains("MANIFEST_UNREADABLE", "Publishing failed");
        assertThat(game.messages()).hasSize(1);
    }
}
