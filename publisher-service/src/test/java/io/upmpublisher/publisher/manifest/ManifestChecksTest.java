package io.upmpublisher.publisher.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.upmpublisher.publisher.manifest.Finding.Code;
import io.upmpublisher.publisher.manifest.Finding.Place;
import io.upmpublisher.publisher.manifest.ManifestReading.Readable;

class ManifestChecksTest {

    private static final String GOOD = "\"name\":\"com.acme.core\",\"version\":\"1.2.3\",\"displayName\":\"Core\",\"description\":\"d\","
            + "\"unity\":\"2021.3\",\"license\":\"MIT\",\"author\":\"Acme\"";

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "\"displayName\":7;FIELD_TYPE_INVALID;/displayName",
            "\"license\":{\"type\":\"MIT\"};FIELD_TYPE_INVALID;/license",
            "\"hideInEditor\":\"false\";FIELD_TYPE_INVALID;/hideInEditor",
            "\"license\":\"MIT License\";LICENSE_INVALID;/license",
            "\"author\":[];AUTHOR_INVALID;/author",
            "\"author\":{\"name\":\"a\",\"email\":1};AUTHOR_INVALID;/author/email",
            "\"author\":{\"name\":\" \"};AUTHOR_MISSING;/author",
            "\"documentationUrl\":\"docs/index.md\";URL_INVALID;/documentationUrl",
            "\"changelogUrl\":\"file:///etc/passwd\";URL_INVALID;/changelogUrl",
            "\"licensesUrl\":\"https:\";URL_INVALID;/licensesUrl",
            "\"publishConfig\":{\"registry\":\"https://r.example\"};REGISTRY_PASSED_OVER;/publishConfig/registry",
            "\"type\":\"tool\";TYPE_RESERVED;/type",
            "\"scripts\":{\"prepack\":\"make\"};SCRIPTS_NOT_RUN;/scripts/prepack",
            "\"_upm\":{};FIELD_NOT_PUBLISHED;/_upm",
            "\"name\":\"com.unity.core\";NAME_RESERVED;/name",
            "\"name\":\"com.acme.a-name-that-goes-on-and-on-until-nobody-sees-its-end\";NAME_TOO_LONG_TO_SHOW;/name",
            "\"dependencies\":{\"com.acme.core\":\"1.0.0\"};DEPENDENCY_ON_ITSELF;/dependencies/com.acme.core",
            "\"dependencies\":{\"lodash\":\"1.0.0\"};DEPENDENCY_NAME_INVALID;/dependencies/lodash",
            "\"dependencies\":{\"../x\":\"1.0.0\"};DEPENDENCY_NAME_INVALID;/dependencies/..~1x",
            "\"dependencies\":{\"com.acme.a\":\"~1.0.0\"};DEPENDENCY_VERSION_NOT_EXACT;/dependencies/com.acme.a",
            "\"dependencies\":{\"com.acme.a\":\"latest\"};DEPENDENCY_VERSION_NOT_EXACT;/dependencies/com.acme.a",
            "\"dependencies\":{\"com.acme.a\":1};DEPENDENCY_VERSION_NOT_EXACT;/dependencies/com.acme.a",
            "\"dependencies\":{\"com.acme.a\":\"https://x.example/a.git\"};DEPENDENCY_NOT_IN_REGISTRY;/dependencies/com.acme.a",
            "\"dependencies\":{\"com.acme.a\":\"file:../a\"};DEPENDENCY_NOT_IN_REGISTRY;/dependencies/com.acme.a",
            "\"dependencies\":{\"com.acme.a\":\"acme/a\"};DEPENDENCY_NOT_IN_REGISTRY;/dependencies/com.acme.a",
            "\"samples\":{};SAMPLES_INVALID;/samples",
            "\"samples\":[\"x\"];SAMPLES_INVALID;/samples/0",
            "\"samples\":[{\"displayName\":\"a\",\"path\":\"Samples~/A\"}];SAMPLES_INVALID;/samples/0/description",
            "\"samples\":[{\"displayName\":\"a\",\"description\":\"a\",\"path\":\"../A\"}];SAMPLE_PATH_INVALID;/samples/0/path",
            "\"samples\":[{\"displayName\":\"a\",\"description\":\"a\",\"path\":\"Samples~\\\\A\"}];SAMPLE_PATH_INVALID;/samples/0/path",
            "\"samples\":[{\"displayName\":\"a\",\"description\":\"a\",\"path\":\"Samples/A\"}];SAMPLE_PATH_INVALID;/samples/0/path",
            "\"dependancies\":{};FIELD_MISSPELT;/dependancies",
            "\"keyword\":[];FIELD_MISSPELT;/keyword",
            "\"hide-in-editor\":true;FIELD_MISSPELT;/hide-in-editor",
            "\"documentationURL\":\"x\";FIELD_MISSPELT;/documentationURL" })
    void findsAndPointsAt(String field, Code code, String pointer) {
        assertThat(warnings(field)).extracting(Finding::code, finding -> finding.pointer().orElse(""))
                .contains(tuple(code, pointer));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = { "\"displayname\":\"x\";displayName", "\"unityVersion\":\"2021.3\";unity",
            "\"licence\":\"MIT\";license", "\"sampels\":[];samples" })
    void saysWhatAMisspeltFieldMayMean(String field, String meant) {
        var withoutIt = GOOD.replaceAll("\"" + meant + "\":\"[^\"]*\",", "");

        assertThat(((Readable) read("{" + withoutIt + "," + field + "}")).warnings())
                .filteredOn(finding -> finding.code() == Code.FIELD_MISSPELT).singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("\"" + meant + "\""));
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"license\":\"(MIT OR Apache-2.0) AND BSD-3-Clause\"",
            "\"license\":\"SEE LICENSE IN LICENSE.md\"",
            "\"license\":\"GPL-2.0+ WITH Bison-exception-2.2\"", "\"license\":\"UNLICENSED\"", "\"type\":\"module\"",
            "\"author\":{\"name\":\"a\",\"email\":\"b\",\"url\":\"c\"}", "\"documentationUrl\":\"https://x.example/docs?a=b\"",
            "\"repository\":\"acme/core\"", "\"repository\":{\"type\":\"git\",\"url\":\"x\"}", "\"hideInEditor\":false",
            "\"samples\":[{\"displayName\":\"a\",\"description\":\"a\",\"path\":\"Samples~/A/\"}]", "\"category\":\"x\"",
            "\"dependencies\":{\"@acme/x\":\"1.0.0-pre.1\"}", "\"icon\":1", "\"upmCi\":{}", "\"tests\":[]", "\"os\":[]",
            "\"scripts\":{\"test\":\"x\"}", "\"publishConfig\":{\"access\":\"public\"}", "\"company\":\"x\"" })
    void isContentWith(String field) {
        assertThat(warnings(field)).filteredOn(finding -> finding.code() != Code.DUPLICATE_KEY).isEmpty();
    }

    @Test
    void namesThePlaceOfBytesThatAreNotUtf8() {
        var text = "{" + GOOD + ",\n\"keywords\":[\"caf\u00e9\"]}";
        var read = (Readable) new ManifestReader().read(text.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(read.warnings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(Code.MANIFEST_ENCODING_INVALID);
            assertThat(finding.place()).contains(new Place(2, 17));
        });
    }

    @Test
    void doesNotTakeAReplacementCharacterForAFault() {
        assertThat(warnings("\"keywords\":[\"\uFFFD\"]")).isEmpty();
    }

    @Test
    void tellsOfAByteOrderMarkAndOfALargeFile() {
        assertThat(((Readable) read("\uFEFF{" + GOOD + "}")).warnings()).extracting(Finding::code)
                .containsExactly(Code.MANIFEST_BYTE_ORDER_MARK);
        assertThat(warnings("\"keywords\":[\"" + "k".repeat(70_000) + "\"]")).extracting(Finding::code)
                .containsExactly(Code.MANIFEST_LARGE);
    }

    @Test
    void keepsAFewOfEachCodeAndCountsTheOthers() {
        var dependencies = IntStream.range(0, 1_000).mapToObj(number -> "\"com.acme.a" + number + "\":\"*\"")
                .collect(Collectors.joining(","));

        var found = warnings("\"dependencies\":{" + dependencies + "}");

        assertThat(found).hasSize(5).allMatch(finding -> finding.code() == Code.DEPENDENCY_VERSION_NOT_EXACT);
        assertThat(found.getLast().message()).endsWith("(and 995 more of the kind)");
    }

    private static List<Finding> warnings(String field) {
        return ((Readable) read("{" + GOOD + "," + field + "}")).warnings();
    }

    private static ManifestReading read(String text) {
        return new ManifestReader().read(text.getBytes(StandardCharsets.UTF_8));
    }
}
