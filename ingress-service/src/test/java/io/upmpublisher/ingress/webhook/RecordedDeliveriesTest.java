package io.upmpublisher.ingress.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.upmpublisher.ingress.delivery.Arrival;
import io.upmpublisher.ingress.request.Push;
import io.upmpublisher.ingress.request.Reading;

/** Reads payloads as GitHub sends them. */
class RecordedDeliveriesTest {

    private static final String BEFORE = "1d2f7a4e9c0b8a6d5e4f3c2b1a0987654321fedc";
    private static final String AFTER = "9a8b7c6d5e4f30214a5b6c7d8e9f001122334455";

    @Test
    void readsAPush() throws IOException {
        var push = push("push");
        assertThat(push.repository()).hasToString("Studio/core");
        assertThat(push.ref().branch()).contains("main");
        assertThat(push.before().orElseThrow()).hasToString(BEFORE);
        assertThat(push.after().orElseThrow()).hasToString(AFTER);
        assertThat(push.author().orElseThrow()).hasToString("sam");
        assertThat(push.sender().orElseThrow()).hasToString("sam");
        assertThat(push.message().orElseThrow()).hasToString("Bump com.studio.core to 1.2.0");
        assertThat(push.commits()).singleElement().satisfies(commit -> assertThat(commit.files().orElseThrow())
                .containsExactly("Packages/com.studio.core/package.json", "Packages/com.studio.core/CHANGELOG.md"));
    }

    @Test
    void readsAMerge() throws IOException {
        assertThat(push("merge").commits()).hasSize(2);
    }

    @Test
    void readsAForcePush() throws IOException {
        assertThat(push("force-push").forced()).isTrue();
    }

    @Test
    void readsATag() throws IOException {
        assertThat(push("tag").ref().branch()).isEmpty();
    }

    @Test
    void readsNewAndDeletedBranches() throws IOException {
        assertThat(push("branch-created").before()).isEmpty();
        assertThat(push("branch-created").message()).isPresent();
        assertThat(push("branch-deleted").after()).isEmpty();
        assertThat(push("branch-deleted").author()).isEmpty();
    }

    @Test
    void readsAPushWithoutCommits() throws IOException {
        assertThat(push("empty").commits()).isEmpty();
    }

    @Test
    void readsWhoseEventItWasThatIsNotHandled() throws IOException {
        var reading = read("ping", "meta");
        assertThat(reading).isEqualTo(new Reading.NotHandled("meta", Optional.empty(), reading.sender(), Optional.empty()));
        assertThat(reading.sender().orElseThrow()).hasToString("sam");
        assertThat(read("push", "create").repository().orElseThrow()).hasToString("Studio/core");
    }

    @Test
    void readsAPushOfManyCommits() throws IOException {
        var push = push("push-many-commits");
        assertThat(push.commits()).hasSize(25);
        assertThat(push.message().orElseThrow()).hasToString("Bump com.studio.core to 1.3.0");
    }

    @Test
    void readsThePushOfABot() throws IOException {
        var push = push("push-bot");
        assertThat(push.author().orElseThrow()).hasToString("renovate[bot]");
        assertThat(push.sender().orElseThrow()).hasToString("renovate[bot]");
    }

    @Test
    void readsTheSystemsOwnPush() throws IOException {
        assertThat(push("push-own").commits()).singleElement().satisfies(commit -> {
            assertThat(commit.authorAddress()).contains("upm-auto-publisher@users.noreply.github.com");
            assertThat(commit.message()).contains("UPM-Run: 01900000");
        });
    }

    @Test
    void readsTheFirstPushToAnEmptyRepositoryAndADeletedTag() throws IOException {
        assertThat(push("empty-repository-first-push").before()).isEmpty();
        assertThat(push("tag-deleted").after()).isEmpty();
        assertThat(push("tag-deleted").ref().branch()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "repository-renamed, Studio/core-packages, Studio/core", "repository-transferred, Studio/core, oldstudio/core",
            "repository-transferred-from-user, Studio/core, sam/core" })
    void readsHowARepositoryWasCalledBefore(String file, String name, String former) throws IOException {
        var reading = (Reading.NotHandled) read(file, "repository");
        assertThat(reading.repository().orElseThrow()).hasToString(name);
        assertThat(reading.formerName().orElseThrow()).hasToString(former);
    }

    @Test
    void readsOtherEventsOfARepository() throws IOException {
        assertThat(((Reading.NotHandled) read("repository-archived", "repository")).formerName()).isEmpty();
        assertThat(((Reading.NotHandled) read("repository-renamed", "member")).formerName()).isEmpty();
        assertThat(read("workflow-run", "workflow_run").repository().orElseThrow()).hasToString("Studio/core");
        assertThat(push("push-renamed-repository").repository()).hasToString("Studio/core-packages");
    }

    private static Push push(String file) throws IOException {
        return ((Reading.Pushed) read(file, "push")).push();
    }

    private static Reading read(String file, String event) throws IOException {
        try (var body = RecordedDeliveriesTest.class.getResourceAsStream("/webhooks/" + file + ".json")) {
            return new WebhookReader().read(
                    new Arrival("d", Arrival.Kind.WEBHOOK, event, Optional.empty(), Map.of(), body.readAllBytes()));
        }
    }
}
