package io.upmpublisher.publisher.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.upmpublisher.events.InvalidValueException;
import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.SemVersion;

class PublishDecisionTest {

    private static final Digests OURS = SamplePackage.of("com.acme.core", "1.0.0").digests();
    private static final Digests OTHERS = SamplePackage.of("com.acme.core", "1.0.0").containing("other").digests();

    @ParameterizedTest
    @CsvSource({
            "1.0.0, 1.0.1, latest",
            "1.0.0 2.0.0-pre.9, 1.1.0, latest",
            "1.0.0, 2.0.0-pre.1, pre",
            "1.0.0, 2.0.0-exp.sub.3, exp",
            "1.0.0, 2.0.0-rc1, rc1",
            "1.0.0, 2.0.0-1, next",
            "1.0.0, 2.0.0-x.1, next",
            "1.0.0, 2.0.0-v1, next",
            "1.0.0, 2.0.0-latest.1, next",
            "1.0.0, 2.0.0-Latest, next",
            "2.0.0-pre.5, 2.0.0-pre.1, pre",
            "2.0.0-pre.5, 1.0.0, latest",
            "9007199254740990.0.0, 9007199254740991.0.0, latest" })
    void publishesUnderTheTagThatNpmWouldAskFor(String published, String version, String tag) {
        assertThat(decide(published, version)).isEqualTo(new PublishDecision.Publish(new DistTag(tag)));
    }

    @Test
    void tagsFirstVersionByWhetherItIsStable() {
        assertThat(PublishDecision.decide(Optional.empty(), SemVersion.parse("0.1.0"), PublishDecision.Options.NONE))
                .isEqualTo(new PublishDecision.Publish(DistTag.LATEST));
        assertThat(PublishDecision.decide(Optional.empty(), SemVersion.parse("0.1.0-pre.1"), PublishDecision.Options.NONE))
                .isEqualTo(new PublishDecision.Publish(new DistTag("pre")));
    }

    @ParameterizedTest
    @CsvSource({ "2.0.0, 1.9.9", "2.0.0, 2.0.0-pre.1", "1.10.0, 1.9.0", "1.0.0 3.0.0, 2.0.0", "2.0.0, 1.9.9+build" })
    void refusesRollback(String published, String version) {
        assertThat(decide(published, version)).isInstanceOfSatisfying(PublishDecision.Refuse.class,
                refuse -> assertThat(refuse.problem().code()).isEqualTo(RegistryCode.VERSION_ROLLBACK));
    }

    @Test
    void passesDeprecatedVersionsBy() {
        var packument = packument(Map.of("1.0.0", false, "2.0.0", true));

        assertThat(PublishDecision.decide(Optional.of(packument), SemVersion.parse("1.0.1"), PublishDecision.Options.NONE))
                .isEqualTo(new PublishDecision.Publish(DistTag.LATEST));
    }

    @Test
    void letsMaintenanceLinesGrowBelowTheHighest() {
        assertThat(decide("1.5.0 2.0.0", "1.5.1", "1.x")).isEqualTo(new PublishDecision.Publish(new DistTag("latest-1")));
        assertThat(decide("1.4.0 1.5.0 2.0.0", "1.4.1", "1.x", "1.4.x"))
                .isEqualTo(new PublishDecision.Publish(new DistTag("latest-1.4")));
        assertThat(decide("1.5.0 2.0.0", "1.5.1-pre.1", "1.x")).isEqualTo(new PublishDecision.Publish(new DistTag("pre")));
        assertThat(decide("1.5.0", "1.5.1", "1.x")).isEqualTo(new PublishDecision.Publish(DistTag.LATEST));
    }

    @Test
    void refusesRollbackOnMaintenanceLineToo() {
        assertThat(decide("1.4.0 1.5.0 2.0.0", "1.4.1", "1.x")).isInstanceOf(PublishDecision.Refuse.class);
        assertThat(decide("1.5.0 2.0.0", "1.5.1", "3.x")).isInstanceOf(PublishDecision.Refuse.class);
    }

    @Test
    void skipsVersionThatExistsWhateverItsBuildMetadata() {
        for (var version : List.of("1.0.0", "1.0.0+build.5")) {
            assertThat(decide("1.0.0 2.0.0", version)).isInstanceOfSatisfying(PublishDecision.Skip.class,
                    skip -> assertThat(skip.problem().code()).isEqualTo(RegistryCode.VERSION_EXISTS));
        }
    }

    @Test
    void tellsWhetherExistingVersionHasOtherContent() {
        assertThat(skipCode(OURS)).isEqualTo(RegistryCode.VERSION_EXISTS);
        assertThat(skipCode(OTHERS)).isEqualTo(RegistryCode.VERSION_EXISTS_OTHER_CONTENT);
    }

    @Test
    void honoursTheManifestsTagButNotToMoveLatestBack() {
        assertThat(tagged("3.0.0", "beta")).isEqualTo(new DistTag("beta"));
        assertThat(tagged("3.0.0", "latest")).isEqualTo(DistTag.LATEST);
        assertThat(tagged("3.0.0-pre.1", "latest")).isEqualTo(new DistTag("pre"));
        assertThat(tagged("1.0.1", "latest")).isEqualTo(new DistTag("latest-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "1.x", "v1", "v1.x", "x", "X.1", "vv2.0.0", "v1-beta", "", "a b", "a/b", "é", "1a" })
    void refusesTagThatReadsAsVersionRange(String tag) {
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> new DistTag(tag));
    }

    @ParameterizedTest
    @ValueSource(strings = { "1", "x", "1.2.3", "v1.x", "01.x", "1.x.x", "" })
    void refusesUnclearMaintenanceLine(String line) {
        assertThatExceptionOfType(InvalidValueException.class).isThrownBy(() -> MaintenanceLine.parse(line));
    }

    private static DistTag tagged(String version, String tag) {
        var options = new PublishDecision.Options(List.of(MaintenanceLine.parse("1.x")), Optional.of(new DistTag(tag)),
                Optional.empty());
        var packument = packument(Map.of("1.0.0", false, "2.0.0", false));
        return ((PublishDecision.Publish) PublishDecision.decide(Optional.of(packument), SemVersion.parse(version), options))
                .tag();
    }

    private static RegistryCode skipCode(Digests digests) {
        var options = new PublishDecision.Options(List.of(), Optional.empty(), Optional.of(digests));
        var decision = PublishDecision.decide(Optional.of(packument(Map.of("1.0.0", false))), SemVersion.parse("1.0.0"),
                options);
        return ((PublishDecision.Skip) decision).problem().code();
    }

    private static PublishDecision decide(String published, String version, String... lines) {
        var versions = new TreeMap<String, Boolean>();
        List.of(published.split(" ")).forEach(each -> versions.put(each, false));
        var options = new PublishDecision.Options(Arrays.stream(lines).map(MaintenanceLine::parse).toList(), Optional.empty(),
                Optional.empty());
        return PublishDecision.decide(Optional.of(packument(versions)), SemVersion.parse(version), options);
    }

    private static Packument packument(Map<String, Boolean> deprecatedByVersion) {
        var versions = new TreeMap<SemVersion, PublishedVersion>();
        deprecatedByVersion.forEach((version, deprecated) -> versions.put(SemVersion.parse(version), new PublishedVersion(
                Optional.of(OURS.integrity()), Optional.of(OURS.shasum()), Optional.empty(), deprecated, Optional.empty(),
                Optional.empty())));
        return new Packument(new PackageName("com.acme.core"), versions, Map.of(), Map.of());
    }
}
