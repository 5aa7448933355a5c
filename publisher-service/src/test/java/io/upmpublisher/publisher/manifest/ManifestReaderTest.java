package io.upmpublisher.publisher.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.upmpublisher.publisher.manifest.Finding.Code;
import io.upmpublisher.publisher.manifest.Finding.Place;
import io.upmpublisher.publisher.manifest.ManifestReading.Readable;
import io.upmpublisher.publisher.manifest.ManifestReading.Unreadable;

class ManifestReaderTest {

    private static final String GOOD = """
            {"name":"com.acme.core","version":"1.2.3","displayName":"Core","description":"d","unity":"2021.3","unityRelease":"12f1",
            "license":"MIT","author":{"name":"Acme"},"keywords":["k"],"dependencies":{"com.unity.ugui":"1.0.0"}}""";

    @Test
    void readsACompleteManifestWithoutWarnings() {
        var read = (Readable) read(GOOD);

        assertThat(read.warnings()).isEmpty();
        assertThat(read.manifest().name()).hasToString("com.acme.core");
        assertThat(read.manifest().version()).hasToString("1.2.3");
        assertThat(read.manifest().displayName()).contains("Core");
        assertThat(read.manifest().dependencies()).containsEntry("com.unity.ugui", "1.0.0");
    }

    @Test
    void toleratesAByteOrderMark() {
        assertThat(read("\uFEFF" + GOOD)).isInstanceOf(Readable.class);
    }

    @Test
    void namesLineAndColumnOfASyntaxError() {
        var fault = ((Unreadable) read("{\n  \"name\": \"a\",\n  oops\n}")).fault();

        assertThat(fault.code()).isEqualTo(Code.MANIFEST_UNREADABLE);
        assertThat(fault.place()).hasValueSatisfying(place -> assertThat(place.line()).isEqualTo(3));
        assertThat(fault.severity()).isEqualTo(Finding.Severity.CRITICAL);
    }

    @Test
    void findsTheFirstColumnOfALaterError() {
        assertThat(((Unreadable) read("{} x")).fault().place()).contains(new Place(1, 4));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "[]", "5", "null", "{\"a\":1,}", "{'a':1}", "{\"a\":NaN}", "{\"a\":01}", "{} {}",
            "{\"a\":\"\t\"}",
            "{\"name\":\"x\" // comment\n}", "{\"a\"" })
    void refusesWhatIsNoJsonObject(String text) {
        assertThat(((Unreadable) read(text)).fault().code()).isEqualTo(Code.MANIFEST_UNREADABLE);
    }

    @Test
    void refusesDeepNesting() {
        var fault = ((Unreadable) read("{\"a\":" + "[".repeat(100_000))).fault();

        assertThat(fault.code()).isEqualTo(Code.MANIFEST_UNREADABLE);
        assertThat(fault.message()).contains("nested too deeply").doesNotContain("line");
    }

    @Test
    void refusesMoreThanAMebibyte() {
        var large = ("{\"a\":\"" + "x".repeat(ManifestReader.MAX_BYTES) + "\"}").getBytes(StandardCharsets.UTF_8);

        assertThat(((Unreadable) new ManifestReader().read(large)).fault().code()).isEqualTo(Code.MANIFEST_TOO_LARGE);
    }

    @Test
    void refusesUtf16() {
        var bytes = GOOD.getBytes(StandardCharsets.UTF_16LE);

        assertThat(((Unreadable) new ManifestReader().read(bytes)).fault().code()).isEqualTo(Code.MANIFEST_UNREADABLE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "{\"version\":\"1.0.0\"};NAME_MISSING",
            "{\"name\":5,\"version\":\"1.0.0\"};NAME_MISSING",
            "{\"name\":\"Com.Acme\",\"version\":\"1.0.0\"};NAME_INVALID",
            "{\"name\":\"../x\",\"version\":\"1.0.0\"};NAME_INVALID",
            "{\"name\":\"com.acme.core\"};VERSION_MISSING",
            "{\"name\":\"com.acme.core\",\"version\":1};VERSION_MISSING",
            "{\"name\":\"com.acme.core\",\"version\":\"1.0\"};VERSION_INVALID",
            "{\"name\":\"com.acme.core\",\"version\":\"01.0.0\"};VERSION_INVALID" })
    void stopsAtABadNameOrVersion(String text, Code code) {
        var unreadable = (Unreadable) read(text);

        assertThat(unreadable.fault().code()).isEqualTo(code);
        assertThat(unreadable.raw()).isPresent();
    }

    @Test
    void tellsAVersionThatIsNoTextFromNone() {
        assertThat(((Unreadable) read("{\"name\":\"com.acme.core\",\"version\":1}")).fault().message()).contains("no text");
        assertThat(((Unreadable) read("{\"name\":\"com.acme.core\"}")).fault().message()).contains("has no version");
    }

    @ParameterizedTest
    @CsvSource({ "v1.2.3,1.2.3", "=1.2.3,1.2.3", "' 1.2.3 ',1.2.3", "1.2.3+b5,1.2.3", "v1.2.3-pre.1+x,1.2.3-pre.1" })
    void cleansVersionsAsNpmDoes(String written, String published) {
        var read = (Readable) read(GOOD.replace("1.2.3", written));

        assertThat(read.manifest().version()).hasToString(published);
        assertThat(read.manifest().writtenVersion()).isEqualTo(written);
        assertThat(read.warnings()).isNotEmpty()
                .allMatch(each -> each.code() == Code.VERSION_NORMALIZED || each.code() == Code.VERSION_BUILD_METADATA);
    }

    @Test
    void reportsDuplicateKeysAndTakesTheLast() {
        var read = (Readable) read(
                "{\"version\":\"1.0.0\",\"name\":\"com.acme.core\",\"a\":{\"x/y\":1,\"x/y\":2},\"version\":\"2.0.0\"}");

        assertThat(read.manifest().version()).hasToString("2.0.0");
        assertThat(read.warnings()).filteredOn(each -> each.code() == Code.DUPLICATE_KEY)
                .extracting(each -> each.pointer().orElseThrow()).containsExactly("/a/x~1y", "/version");
    }

    @Test
    @Timeout(20)
    void countsVeryManyDuplicatesBelowALongKeyWithoutKeepingThem() {
        var text = "{\"name\":\"com.acme.core\",\"version\":\"1.0.0\",\"" + "k".repeat(49_000) + "\":{"
                + "\"a\":1,".repeat(150_000) + "\"a\":1}}";

        var found = ((Readable) read(text)).warnings().stream().filter(each -> each.code() == Code.DUPLICATE_KEY).toList();

        assertThat(found).hasSize(5);
        assertThat(found.getLast().message()).contains("149995 more");
    }

    @Test
    void saysThatUtf16IsNotUtf8() {
        var fault = ((Unreadable) new ManifestReader().read(GOOD.getBytes(StandardCharsets.UTF_16))).fault();

        assertThat(fault.message()).contains("not UTF-8");
    }

    @Test
    void warnsAboutAllThatUnityMisses() {
        var read = (Readable) read(
                "{\"name\":\"core\",\"version\":\"1.0.0\",\"unityRelease\":\"x\",\"keywords\":\"k\",\"files\":{},"
                        + "\"dependencies\":{\"com.acme.a\":\"^1.0.0\",\"com.acme.b\":\"1.0.0\"}}");

        assertThat(read.warnings()).extracting(Finding::code).containsExactly(Code.NAME_NOT_REVERSE_DOMAIN,
                Code.UNITY_VERSION_MISSING, Code.UNITY_RELEASE_INVALID, Code.UNITY_RELEASE_ALONE, Code.DISPLAY_NAME_MISSING,
                Code.DESCRIPTION_MISSING,
                Code.LICENSE_MISSING, Code.AUTHOR_MISSING, Code.KEYWORDS_INVALID, Code.FILES_INVALID,
                Code.DEPENDENCY_VERSION_NOT_EXACT);
        assertThat(read.warnings()).allMatch(each -> each.severity() == Finding.Severity.WARNING);
        assertThat(read.warnings().getLast().pointer()).contains("/dependencies/com.acme.a");
    }

    @Test
    void exemptsScopedNamesFromReverseDomainForm() {
        assertThat(((Readable) read(GOOD.replace("com.acme.core", "@acme/core"))).warnings()).isEqualTo(List.of());
    }

    private static ManifestReading read(String text) {
        return new ManifestReader().read(text.getBytes(StandardCharsets.UTF_8));
    }
}
