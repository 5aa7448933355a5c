package io.upmpublisher.publisher.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

class UpmPackageRuleTest {

    private final UpmPackageRule rule = new UpmPackageRule(Set.of("@acme"));

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "{\"unity\":\"2021.3\"};",
            "{\"displayName\":\"X\",\"name\":\"x\"};",
            "{\"name\":\"com.acme.core\"};",
            "{\"name\":\"@acme/core\"};",
            "{\"name\":\"@other/core\"};NOT_A_UPM_PACKAGE",
            "{\"name\":\"web-tool\"};NOT_A_UPM_PACKAGE",
            "{\"name\":\"Bad Name\",\"private\":true};NOT_A_UPM_PACKAGE",
            "{\"unity\":5};NOT_A_UPM_PACKAGE",
            "{};NOT_A_UPM_PACKAGE",
            "{\"name\":\"com.acme.core\",\"private\":true};PRIVATE_PACKAGE",
            "{\"name\":\"com.acme.core\",\"private\":\"yes\"};PRIVATE_PACKAGE",
            "{\"name\":\"com.acme.core\",\"private\":false};" })
    void tellsUnityPackagesFromOthers(String manifest, UpmPackageRule.SkipCode expected) throws Exception {
        var skipped = rule.skips((ObjectNode) new JsonMapper().readTree(manifest));

        assertThat(skipped.orElse(null)).isEqualTo(expected);
    }
}
