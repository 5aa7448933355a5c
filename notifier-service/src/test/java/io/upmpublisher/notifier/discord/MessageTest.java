package io.upmpublisher.notifier.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.upmpublisher.events.AlarmRaised;
import io.upmpublisher.events.AlarmResolved;
import io.upmpublisher.events.ChangelogCompleted;
import io.upmpublisher.events.Fault;
import io.upmpublisher.events.PackageReport;
import io.upmpublisher.events.PublishCompleted;
import io.upmpublisher.events.RunId;
import io.upmpublisher.notifier.Runs;
import io.upmpublisher.notifier.announce.Announcement;
import io.upmpublisher.notifier.announce.Links;

class MessageTest {

    static final int GREEN = 0x2ECC71;
    static final int AMBER = 0xF1C40F;
    static final int RED = 0xE74C3C;
    static final String HOSTILE = "@everyone <@1> **x** ||y|| `z` [a](https://evil.example) https://evil.example \ud83d 😀\u202e\n# big ";

    final DiscordChannel channel = new DiscordChannel(
            new DiscordClient(
                    WebhookAddress.of("https://discord.example/api/webhooks/1/token", Optional.empty(), java.util.Set.of()),
                    Duration.ofSeconds(1)),
            new Links(URI.create("https://github.com/"), URI.create("https://publisher.example"),
                    URI.create("https://audit.example")),
            30);

    @Test
    void tellsOfOnePublishedPackageWithAllItsLinks() {
        var run = Runs.of(Runs.published("com.acme.core", "1.2.10", "1.2.11"), Runs.skipped("com.acme.other"));

        var embed = embed(run, Optional.of(Runs.changelogOf(run, "### Fixed\n- Pools no longer leak (9f2c41d07b)")));

        assertThat(embed.path("title").asText()).isEqualTo("✅ Published com.acme.core 1.2.11");
        assertThat(embed.path("color").asInt()).isEqualTo(GREEN);
        assertThat(embed.at("/author/name").asText()).isEqualTo("studio/unity-core");
        assertThat(embed.path("description").asText()).isEqualTo("**com.acme.core** 1.2.10 → 1.2.11 · patch");
        assertThat(field(embed, "Commit")).isEqualTo("[9f2c41d07b](https://github.com/studio/unity-core/commit/"
                + Runs.COMMIT + ") on main\nRelease 1.2.11");
        assertThat(field(embed, "Author")).isEqualTo("octo");
        assertThat(field(embed, "Packages")).isEqualTo("1 published · 1 skipped");
        assertThat(field(embed, "Follow")).contains("[repository](https://github.com/studio/unity-core)",
                "[run](https://publisher.example/api/runs/" + run.run() + ")",
                "[timeline](https://audit.example/api/audit/runs/" + run.run() + ")");
        assertThat(field(embed, "Changelog")).isEqualTo("[1b7de0a94c](https://github.com/studio/unity-core/commit/"
                + Runs.CHANGELOG_COMMIT + ")\n**Fixed**\n• Pools no longer leak (9f2c41d07b)");
        assertThat(embed.at("/footer/text").asText()).contains(run.run().toString(), "default");
        assertThat(embed.path("timestamp").asText()).isEqualTo("2026-03-02T09:15:34.987Z");
    }

    @Test
    void mentionsNobody() throws JsonProcessingException {
        var message = new ObjectMapper().readTree(channel.write(new Announcement.RunEnded(
                Runs.of(Runs.firstPublished("com.acme.core", "1.0.0")), Optional.empty())));

        assertThat(message.at("/allowed_mentions/parse").isArray()).isTrue();
        assertThat(message.at("/allowed_mentions/parse")).isEmpty();
        assertThat(message.path("embeds")).hasSize(1);
    }

    @Test
    void tellsWhatFailedWithCauseAndRemedy() {
        var embed = embed(Runs.of(Runs.held("com.acme.ui"),
                Runs.failed("com.acme.core", "REGISTRY_FORBIDDEN", "The token may not publish it.",
                        "Give the token the right."),
                Runs.unnamed("Packages/Odd_One/package.json", "Line 3: a comma is missing.")), Optional.empty());

        assertThat(embed.path("title").asText()).isEqualTo("❌ Publishing failed: 3 packages");
        assertThat(embed.path("color").asInt()).isEqualTo(RED);
        assertThat(field(embed, "com.acme.core 1.0.1 failed"))
                .isEqualTo("`REGISTRY_FORBIDDEN` The token may not publish it.\n→ Give the token the right.");
        assertThat(field(embed, "Packages/Odd\\_One/package.json failed")).startsWith("`MANIFEST_UNREADABLE` Line 3");
        assertThat(embed.path("fields").get(2).path("name").asText()).isEqualTo("com.acme.ui 1.0.1 held");
    }

    @Test
    void isAmberWhenOnlySomeWerePublished() {
        var embed = embed(Runs.of(Runs.published("com.acme.core", "1.0.0", "2.0.0"), Runs.held("com.acme.ui")),
                Optional.empty());

        assertThat(embed.path("color").asInt()).isEqualTo(AMBER);
        assertThat(embed.path("title").asText()).isEqualTo("⚠️ Published 1 package, but not 1");
        assertThat(embed.path("description").asText()).endsWith("1.0.0 → 2.0.0 · major");
    }

    @Test
    void tellsWhyAWholeRunFailed() {
        var embed = embed(Runs.failed(new Fault("COMMIT_NOT_FOUND", "There is no such branch.", "Push it first.", true)),
                Optional.empty());

        assertThat(embed.path("title").asText()).isEqualTo("❌ The run failed");
        assertThat(embed.path("description").asText())
                .isEqualTo("`COMMIT_NOT_FOUND` There is no such branch.\n→ Push it first.");
        assertThat(field(embed, "Commit")).isEqualTo("no-such-branch");
        assertThat(field(embed, "Packages")).isEqualTo("none");
    }

    @Test
    void tellsTheRevisionOfAReplay() {
        var embed = embed(Runs.of(RunId.next(), 2, List.of(Runs.firstPublished("com.acme.core", "1.0.0-pre.1"))),
                Optional.empty());

        assertThat(embed.path("title").asText()).isEqualTo("✅ Published com.acme.core 1.0.0-pre.1 (revision 2)");
        assertThat(embed.path("description").asText()).isEqualTo("**com.acme.core** 1.0.0-pre.1 · new");
    }

    @Test
    void linksThePullRequestOfAChangelogAndTellsWhyThereIsNone() {
        var run = Runs.of(Runs.published("com.acme.core", "1.0.0", "1.1.0"));

        assertThat(field(
                embed(run, Optional.of(Runs.changelogIn(run, URI.create("https://github.com/studio/unity-core/pull/7)")))),
                "Changelog")).isEqualTo("[pull request](https://github.com/studio/unity-core/pull/7%29)");
        assertThat(field(embed(run, Optional.of(Runs.changelogIn(run, URI.create("javascript:alert(1)")))), "Changelog"))
                .isEqualTo("Nothing was written.");
        var failed = new ChangelogCompleted(run.run(), 1, run.repository(), List.of(), Optional.empty(), Optional.empty(),
                Optional.of(new Fault("PUSH_REFUSED", "The branch is protected.", "Allow it.", false)), Optional.empty());
        assertThat(field(embed(run, Optional.of(failed)), "Changelog"))
                .isEqualTo("Not written: `PUSH_REFUSED` The branch is protected.");
    }

    @Test
    void showsTenPackagesAndCountsTheRest() {
        assertThat(
                embed(Runs.of(RunId.next(), 1, Runs.manyPublished(10)), Optional.empty()).path("description").asText().lines())
                .hasSize(10);
        var eleven = embed(Runs.of(RunId.next(), 1, Runs.manyPublished(11)), Optional.empty());
        assertThat(eleven.path("title").asText()).isEqualTo("✅ Published 11 packages");
        assertThat(eleven.path("description").asText().lines()).hasSize(11).last().isEqualTo("… and 1 published more");
    }

    @Test
    void showsFailuresFirstAmongManyPackages() {
        var packages = Runs.manyPublished(300);
        IntStream.rangeClosed(1, 200)
                .forEach(i -> packages.add(Runs.failed("com.acme.broken" + i, "SIZE", "Too large.", "Shrink.")));

        var embed = embed(Runs.of(RunId.next(), 1, packages), Optional.empty());

        assertThat(embed.path("description").asText()).isEqualTo("… and 300 published, 190 failed or held more");
        assertThat(names(embed).filter(name -> name.endsWith("failed"))).hasSize(10);
        assertThat(field(embed, "Packages")).isEqualTo("300 published · 200 failed");
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 5, 9, 10, 11, 500 })
    void staysWithinTheLimitsWhateverTheTextsAre(int count) {
        for (var text : List.of("x".repeat(5_000), "*".repeat(5_000), "😀".repeat(3_000), HOSTILE.repeat(500), "\u200d",
                "a" + "\u0301".repeat(4_000), " ")) {
            var packages = new ArrayList<PackageReport>();
            for (var i = 0; i < count; i++) {
                packages.add(i % 3 == 0 ? Runs.failed("a" + "_".repeat(212), text, text, text)
                        : i % 3 == 1
                                ? Runs.published("b" + "_".repeat(212), "1.0.0-" + "a".repeat(200), "2.0.0-" + "-".repeat(200))
                                : Runs.unnamed(text, text));
            }
            var run = Runs.run(RunId.next(), 3, packages, text, text, text);

            assertWithinLimits(embed(run, Optional.of(Runs.changelogOf(run, (text + "\n- " + text + "\n").repeat(20)))));
        }
    }

    @Test
    void showsTextFromRepositoriesLiterally() {
        var run = Runs.run(RunId.next(), 1, List.of(Runs.unnamed(HOSTILE, HOSTILE)), HOSTILE, HOSTILE, HOSTILE);

        var text = embed(run, Optional.of(Runs.changelogOf(run, HOSTILE))).toString();

        assertThat(text).doesNotContain("@everyone").doesNotContain("[a](https").doesNotContain(" https://evil.example")
                .doesNotContain("\u202e").contains("\\\\<@1\\\\>", "\\\\|\\\\|y");
    }

    @Test
    void tellsOfAlarmsAndTheirEnd() throws JsonProcessingException {
        var event = UUID.randomUUID();
        var raised = embed(new Announcement.Raised(new AlarmRaised("REGISTRY_CREDENTIAL_REFUSED", "registry default",
                "The token is refused.", "Renew NPM_TOKEN."), event, Instant.EPOCH));
        var resolved = embed(
                new Announcement.Resolved(new AlarmResolved("REGISTRY_CREDENTIAL_REFUSED", "registry default"), event,
                        Instant.EPOCH));

        assertThat(raised.path("title").asText()).isEqualTo("🚨 Alarm: registry default");
        assertThat(raised.path("color").asInt()).isEqualTo(RED);
        assertThat(raised.path("description").asText())
                .isEqualTo("`REGISTRY_CREDENTIAL_REFUSED` The token is refused.\n→ Renew NPM\\_TOKEN.");
        assertThat(resolved.path("color").asInt()).isEqualTo(GREEN);
        assertThat(resolved.path("title").asText()).isEqualTo("✅ Over: registry default");
    }

    @Test
    void refusesToMakeAnEmbedThatDiscordWouldRefuse() {
        var full = new Embed(Embed.Colour.GREEN, "t".repeat(256)).author("a".repeat(256)).description("d".repeat(4096))
                .footer("f".repeat(1392), Instant.EPOCH);

        assertThat(full.left()).isZero();
        assertThat(full.toMessage()).isNotEmpty();
        assertThatThrownBy(() -> full.add(List.of(new Embed.Field("n", "v", true))).toMessage()).hasMessageContaining("6000");
        assertThatThrownBy(() -> new Embed(Embed.Colour.GREEN, "t".repeat(257))).hasMessageContaining("256");
        assertThatThrownBy(() -> new Embed.Field("n", "v".repeat(1025), true)).hasMessageContaining("1024");
    }

    private void assertWithinLimits(JsonNode embed) {
        assertThat(embed.path("title").asText()).hasSizeBetween(1, 256);
        assertThat(embed.path("description").asText()).hasSizeLessThanOrEqualTo(4096);
        assertThat(embed.at("/footer/text").asText()).hasSizeBetween(1, 2048);
        assertThat(embed.at("/author/name").asText()).hasSizeBetween(1, 256);
        assertThat(embed.path("fields").size()).isLessThanOrEqualTo(25);
        var sum = embed.path("title").asText().length() + embed.path("description").asText().length()
                + embed.at("/footer/text").asText().length() + embed.at("/author/name").asText().length();
        for (var field : embed.path("fields")) {
            assertThat(field.path("name").asText().strip()).hasSizeBetween(1, 256);
            assertThat(field.path("value").asText().strip()).hasSizeBetween(1, 1024);
            sum += field.path("name").asText().length() + field.path("value").asText().length();
        }
        assertThat(sum).isLessThanOrEqualTo(6000);
        assertThat(embed.toString()).doesNotContainPattern("[\\ud800-\\udbff](?![\\udc00-\\udfff])");
    }

    private JsonNode embed(PublishCompleted run, Optional<ChangelogCompleted> changelog) {
        return embed(new Announcement.RunEnded(run, changelog));
    }

    private JsonNode embed(Announcement announcement) {
        try {
            return new ObjectMapper().readTree(channel.write(announcement)).path("embeds").get(0);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static String field(JsonNode embed, String name) {
        for (var field : embed.path("fields")) {
            if (field.path("name").asText().equals(name)) {
                return field.path("value").asText();
            }
        }
        throw new AssertionError("no field " + name + " in " + names(embed).toList());
    }

    private static Stream<String> names(JsonNode embed) {
        return embed.path("fields").valueStream().map(field -> field.path("name").asText());
    }
}
