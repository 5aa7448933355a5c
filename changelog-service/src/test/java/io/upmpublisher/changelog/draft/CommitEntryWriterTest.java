package io.upmpublisher.changelog.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.upmpublisher.events.ChangelogCompleted.Origin;

class CommitEntryWriterTest {

    @Test
    void sortsChangesIntoSectionsInTheirOrder() throws InterruptedException {
        var draft = Drafts.byRules()
                .draft(Commits.request("fix(ui): keep focus", "feat: add pools", "Rework the loader", "security: check origin",
                        "remove: old API", "deprecate: Pool.Get"));
        assertThat(draft.origin()).isEqualTo(Origin.COMMITS);
        assertThat(draft.text()).isEqualTo("""
                ### Added

                - Add pools (2222222222)

                ### Changed

                - Rework the loader (3333333333)

                ### Deprecated

                - Pool.Get (6666666666)

                ### Removed

                - Old API (5555555555)

                ### Fixed

                - Ui: keep focus (1111111111)

                ### Security

                - Check origin (4444444444)""");
    }

    @ParameterizedTest
    @CsvSource({ "feat, Added", "Feature, Added", "fix, Fixed", "hotfix, Fixed", "perf, Changed", "refactor, Changed",
            "chore, Changed",
            "revert, Changed", "deprecate, Deprecated", "remove, Removed", "security, Security", "nonsense, Changed" })
    void knowsTheTypes(String type, String section) {
        assertThat(text(type + ": do it")).startsWith("### " + section + "\n");
    }

    @Test
    void tellsWhatBreaksFirst() {
        assertThat(text("feat: add a", "feat!: drop b", "fix: c\n\nBREAKING CHANGE: d is gone")).isEqualTo("""
                ### Added

                - **Breaking:** Drop b (2222222222)
                - Add a (1111111111)

                ### Fixed

                - **Breaking:** C – d is gone (3333333333)""");
    }

    @ParameterizedTest
    @ValueSource(strings = { "1.2.0", "v1.1.9", "Bump version", "bump version to 1.2.0", "chore: release 1.2.0",
            "chore(release): 1.2.0", "update package version",
            "Release core 1.2.0", "Bump com.studio.core to 1.2.0", "Up version 1.1.5", "upgrade version number",
            "chore: bump version to 1.1.9 for the workflow's test", ".", "docs: update changelogs [skip ci]",
            "docs: update changelogs for published packages [skip ci]" })
    void leavesOutWhatOnlyTellsTheVersion(String message) {
        assertThat(text(message)).contains("Maintenance release: no commit describes a change");
    }

    @ParameterizedTest
    @ValueSource(strings = { "Update Newtonsoft.Json to 13.0.1", "bump com.acme.dep to 2.0.0", "Support 1.2.0 of the format",
            "Set version check timeout" })
    void keepsWhatTellsMore(String message) {
        assertThat(text(message)).doesNotContain("Maintenance");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "1.2.0: Fix compression|Fix compression",
            "Release 1.2.0: refactor|Refactor",
            "Bump version to 1.1.9 and update stripping|Update stripping",
            "Update WebGL settings and bump version to 1.0.8|Update WebGL settings",
            "Add links and bump to v1.2.3|Add links",
            "Support 1.2.0 of the format|Support 1.2.0 of the format" })
    void takesTheVersionOutOfWhatTellsMore(String message, String expected) {
        assertThat(text(message)).endsWith("\n- " + expected + " (1111111111)");
    }

    @Test
    void leavesOutWhatWasTakenBack() {
        var taken = "Revert \"feat: add a\"\n\nThis reverts commit " + Commits.id(2) + ".";
        assertThat(text(taken, "feat: add a", "fix: b")).isEqualTo("### Fixed\n\n- B (3333333333)");
    }

    @Test
    void saysTheSameOnce() {
        assertThat(text("fix: typo", "fix: typo")).isEqualTo("### Fixed\n\n- Typo (1111111111, 2222222222)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "feat: [click](https://evil.example/x) me|Click me",
            "feat: see https://evil.example/x?a=b now|See now",
            "feat: hi @everyone and @sam|Hi everyone and sam",
            "feat: <@123456> look|Look",
            "feat: <img src=x onerror=alert(1)> pic|Pic",
            "feat: a<script>alert(1)</script>|A\\<script>alert(1)",
            "feat: List<int> works|List\\<int> works",
            "feat: by sam@studio.example now|By …@… now",
            "feat: *bold* _it_ MY_NAME `code` [x]|\\*bold\\* \\_it\\_ MY_NAME \\`code\\` \\[x\\]",
            "fix: mend it [skip ci]|Mend it",
            "# Heading|Heading",
            "- item|Item",
            "feat: a &lt;b|A \\&lt;b",
            "feat: ![pic](http://x/y.png)|Pic" })
    void letsMessagesBeNothingButText(String message, String expected) {
        assertThat(text(message)).endsWith("\n- " + expected + " (1111111111)");
    }

    @Test
    void capsLongSubjectsAndManyCommits() {
        assertThat(text("feat: " + "word ".repeat(500))).hasSizeLessThan(250).contains("… (");
        var many = new String[100];
        Arrays.setAll(many, number -> "feat: change " + number);
        assertThat(text(many)).contains("And 40 more").doesNotContain("change 60 ");
    }

    private static String text(String... messages) {
        return EntryText.of(CommitEntryWriter.bullets(Commits.request(messages)));
    }
}
