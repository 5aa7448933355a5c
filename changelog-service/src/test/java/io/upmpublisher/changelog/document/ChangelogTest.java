package io.upmpublisher.changelog.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.upmpublisher.events.SemVersion;

class ChangelogTest {

    private static final LocalDate DATE = LocalDate.of(2026, 2, 3);
    private static final String ENTRY = "### Added\n\n- New";
    private static final String BLOCK = "## [1.2.0] - 2026-02-03\n\n### Added\n\n- New\n";

    @Test
    void startsANewFileWithAHeader() {
        assertThat(new String(Changelog.fresh().with(version("1.2.0"), DATE, ENTRY).orElseThrow(), StandardCharsets.UTF_8))
                .startsWith("# Changelog\n\nAll notable").endsWith("semver.org/spec/v2.0.0.html).\n\n" + BLOCK);
    }

    @Test
    void putsTheEntryAboveOlderVersions() {
        assertThat(told("# Changelog\n\n## [1.1.0] - 2025-01-01\n\n- Old\n"))
                .isEqualTo("# Changelog\n\n" + BLOCK + "\n## [1.1.0] - 2025-01-01\n\n- Old\n");
    }

    @Test
    void putsAFixOfAnOldLineBelowNewerVersions() {
        assertThat(told("# Changelog\n\n## 2.0.0\n- Two\n\n## 1.1.0\n- Old\n"))
                .isEqualTo("# Changelog\n\n## 2.0.0\n- Two\n\n" + BLOCK + "\n## 1.1.0\n- Old\n");
    }

    @Test
    void putsTheLowestVersionLastAndBeforeTheDefinitionsOfLinks() {
        assertThat(told("# Changelog\n\n## [2.0.0]\n- Two\n\n[2.0.0]: https://x.example/2\n[1.9.0]: https://x.example/1\n"))
                .isEqualTo("# Changelog\n\n## [2.0.0]\n- Two\n\n" + BLOCK
                        + "\n[2.0.0]: https://x.example/2\n[1.9.0]: https://x.example/1\n");
    }

    @Test
    void keepsTheUnreleasedOnTop() {
        assertThat(told("# Changelog\n\n## [Unreleased]\n\n- Soon\n\n## [1.1.0]\n- Old\n"))
                .isEqualTo("# Changelog\n\n## [Unreleased]\n\n- Soon\n\n" + BLOCK + "\n## [1.1.0]\n- Old\n");
        assertThat(told("# Changelog\n\n## [Unreleased]\n\n- Soon\n"))
                .isEqualTo("# Changelog\n\n## [Unreleased]\n\n- Soon\n\n" + BLOCK);
    }

    @Test
    void followsAFileThatHasTheOldestFirst() {
        assertThat(told("## 1.0.0\n- A\n\n## 1.1.0\n- B\n\n## 2.0.0\n- C\n"))
                .isEqualTo("## 1.0.0\n- A\n\n## 1.1.0\n- B\n\n" + BLOCK + "\n## 2.0.0\n- C\n");
    }

    @ParameterizedTest
    @ValueSource(strings = { "## 1.2.0", "## [1.2.0]", "## [1.2.0] - 2025-01-01", "# 1.2.0", "## v1.2.0",
            "### [1.2.0](https://x) (2025-01-01)",
            "## Version 1.2.0", "## 1.2.0 / 2025-01-01", "1.2.0\n-----", "## [1.2.0] ##", "## com.acme.core@1.2.0",
            "## 🚀 1.2.0",
            "## 1.2", "## [1.2] - 2025-01-01", "## 1.2.0+build.7", "  ## 1.2.0" })
    void writesNothingAboutAVersionThatIsTold(String heading) {
        for (var end : new String[] { "\n", "\r\n", "" }) {
            assertThat(changelog("# Changelog\n\n" + heading + end).with(version("1.2.0"), DATE, ENTRY)).as(heading).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "## 1.2.0-pre.1", "## 11.2.0", "## 1.2.01", "## Upgrading to 1.2.0", "#### 1.2.0",
            "## 1.2 and later", "    ## 1.2.0",
            "```\n## 1.2.0\n```", "~~~~\n```\n## 1.2.0\n~~~~", "<!--\n## 1.2.0\n-->", "#1.2.0", "- 1.2.0\n---" })
    void isNotTakenInByWhatOnlyLooksLikeTheVersion(String text) {
        var before = "# Changelog\n\n" + text + "\n";
        var after = new String(changelog(before).with(version("1.2.0"), DATE, ENTRY).orElseThrow(), StandardCharsets.UTF_8);
        assertThat(after.replace(BLOCK, "")).as("nothing is lost").contains(text).hasSizeLessThanOrEqualTo(before.length() + 2);
    }

    @Test
    void keepsWindowsLineEndsAndTheByteOrderMark() {
        var text = "\ufeff# Changelog\r\n\r\n## [1.1.0]\r\n- Größe\r\n";
        assertThat(told(text))
                .isEqualTo("\ufeff# Changelog\r\n\r\n" + BLOCK.replace("\n", "\r\n") + "\r\n## [1.1.0]\r\n- Größe\r\n");
    }

    @Test
    void keepsAFileWithoutALineEndAtItsEnd() {
        assertThat(told("# Changelog\n\n## 2.0.0\n- Two")).isEqualTo("# Changelog\n\n## 2.0.0\n- Two\n\n" + BLOCK.strip());
        assertThat(told("# Changelog\n\n## 1.1.0\n- Old")).isEqualTo("# Changelog\n\n" + BLOCK + "\n## 1.1.0\n- Old");
    }

    @Test
    void keepsBytesThatAreNoUtf8() {
        var before = "# Changelog\n\n## 1.1.0\n- Gr\u00f6\u00dfe\n".getBytes(StandardCharsets.ISO_8859_1);
        var after = Changelog.of(before).with(version("1.2.0"), DATE, "- ä").orElseThrow();
        assertThat(new String(after, StandardCharsets.ISO_8859_1)).endsWith("## 1.1.0\n- Gr\u00f6\u00dfe\n").contains("- Ã¤");
    }

    @Test
    void writesIntoAnEmptyFile() {
        assertThat(told("")).isEqualTo(BLOCK);
    }

    @Test
    void takesTheLevelOfTheFilesOwnVersions() {
        assertThat(told("# 1.1.0\n- Old\n")).startsWith("# [1.2.0] - 2026-02-03\n\n### Added\n");
        assertThat(told("# Changelog\n\n## Releases\n\n### 1.1.0\n- Old\n"))
                .contains("## Releases\n\n### [1.2.0] - 2026-02-03\n\n#### Added\n\n- New\n\n### 1.1.0");
    }

    @Test
    void putsTheFirstVersionBelowTheIntroduction() {
        assertThat(told("# Changelog\n\nWe keep it.\n\n## How to read it\n\nSlowly.\n"))
                .isEqualTo("# Changelog\n\nWe keep it.\n\n" + BLOCK + "\n## How to read it\n\nSlowly.\n");
        assertThat(told("---\ntitle: x\n---\n# Changelog\n")).isEqualTo("---\ntitle: x\n---\n# Changelog\n\n" + BLOCK);
    }

    @Test
    void ordersPrereleasesBeforeTheirRelease() {
        assertThat(told("## 1.2.0-pre.2\n\n- Pre\n")).isEqualTo(BLOCK + "\n## 1.2.0-pre.2\n\n- Pre\n");
        var release = changelog("## 1.2.0\n- R\n\n## 1.1.0\n- O\n").with(version("1.2.0-pre.2"), DATE, "- P").orElseThrow();
        assertThat(new String(release, StandardCharsets.UTF_8))
                .contains("- R\n\n## [1.2.0-pre.2] - 2026-02-03\n\n- P\n\n## 1.1.0");
    }

    @Test
    void costsLittleForAHostileFile() {
        var hostile = "# " + " ".repeat(1 << 20) + "#\n" + "[a]: b\n".repeat(100_000) + "<!--".repeat(100_000);
        assertThat(told(hostile)).contains(BLOCK.strip());
    }

    private static String told(String text) {
        return new String(changelog(text).with(version("1.2.0"), DATE, ENTRY).orElseThrow(), StandardCharsets.UTF_8);
    }

    private static Changelog changelog(String text) {
        return Changelog.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static SemVersion version(String text) {
        return SemVersion.parse(text);
    }
}
