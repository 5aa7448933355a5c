package io.upmpublisher.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;

import com.fasterxml.jackson.databind.JsonNode;

import io.upmpublisher.testing.stack.RegistryProxy;

/** What is expected of a package in the registry, as those who install it see it. */
final class PackageAssert {

    private final String name;
    private final Http.Answer answer;
    private final Stack stack;

    private PackageAssert(Stack stack, String name, Http.Answer answer) {
        this.stack = stack;
        this.name = name;
        this.answer = answer;
    }

    static PackageAssert assertThatPackage(Stack stack, String name) {
        return new PackageAssert(stack, name, Http.get(stack.verdaccio().resolve("/" + name), Secrets.registryToken()));
    }

    PackageAssert hasVersions(String... versions) {
        var found = new ArrayList<String>();
        document().path("versions").fieldNames().forEachRemaining(found::add);
        assertThat(found).as(name).containsExactlyInAnyOrder(versions);
        return this;
    }

    PackageAssert hasLatest(String version) {
        assertThat(document().path("dist-tags").path("latest").asText()).as(name).isEqualTo(version);
        return this;
    }

    /** One publish of each of these versions took effect, in this order, whatever else was sent. */
    PackageAssert wasPublishedOnce(String... versions) {
        assertThat(stack.registry().puts(name)).as(name).filteredOn(RegistryProxy.Put::tookEffect)
                .extracting(RegistryProxy.Put::version).containsExactly(versions);
        return this;
    }

    void isAbsent() {
        assertThat(answer.status()).as(answer.body()).isEqualTo(404);
    }

    private JsonNode document() {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }
}
