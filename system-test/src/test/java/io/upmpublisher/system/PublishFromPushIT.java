package io.upmpublisher.system;

import static io.upmpublisher.system.PackageAssert.assertThatPackage;
import static io.upmpublisher.system.RunAssert.assertThatRun;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.upmpublisher.testing.stack.RegistryProxy;

@SystemTest
class PublishFromPushIT {

    private final Stack stack;

    PublishFromPushIT(Stack stack) {
        this.stack = stack;
    }

    @Test
    void pushOfTwoPackagesMakesBothInstallableInTheOrderOfTheirDependencies() {
        var game = stack.repository("game").withPackage("core", "1.0.0").withPackage("ui", "1.0.0", "core");
        var core = game.nameOf("core");
        var ui = game.nameOf("ui");

        var held = stack.registry().holdRequest(core);

        var run = game.push("Add core and ui");

        held.awaitReached();
        await("ui to wait for core").during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(5))
                .until(() -> stack.registry().puts(ui).isEmpty());
        held.release();
        assertThatRun(run).ended("published").hasPackages("published", game.manifestOf("core"), game.manifestOf("ui"));
        assertThat(stack.registry().puts(core, ui)).extracting(RegistryProxy.Put::name).containsExactly(core, ui);
        var installed = new Npm(stack.verdaccio()).install(ui + "@1.0.0");
        assertThat(installed.resolve(ui + "/package.json")).content().contains("\"version\" : \"1.0.0\"");
        assertThat(installed.resolve(ui + "/Runtime/" + ui + ".asmdef.meta")).content().startsWith("fileFormatVersion: 2");
        assertThat(installed.resolve(core + "/Runtime/Sample.cs")).hasContent("public static class Sample { }");
        assertThatPackage(stack, core).hasVersions("1.0.0").hasLatest("1.0.0");
    }

    @Test
    void pushWithoutBumpPublishesNothing() {
        var game = stack.repository("no-bump").withPackage("core", "1.0.0");
        assertThatRun(game.push("Add core")).ended("published");

        var run = game.file(game.manifestOf("core"), """
                {"name": "%s", "version": "1.0.0", "description": "Described anew"}
                """.formatted(game.nameOf("core"))).push("Describe core");

        assertThatRun(run).ended("nothing").hasPackage(game.manifestOf("core")).with("outcome", "skipped")
                .with("code", "VERSION_EXISTS");
        assertThatPackage(stack, game.nameOf("core")).hasVersions("1.0.0").wasPublishedOnce("1.0.0");
    }

    @Test
    void pushThatTouchesNoManifestIsIgnored() {
        var game = stack.repository("no-manifest").withPackage("core", "1.0.0");
        assertThatRun(game.push("Add core")).ended("published");

        var answer = stack.deliver(game.file("Packages/core/Runtime/Sample.cs", "// mended").commit("Mend the sample"));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().path("decision").asText()).isEqualTo("ignored");
        assertThat(answer.json().path("code").asText()).isEqualTo("NO_PACKAGE_CHANGED");
        assertThat(answer.json().hasNonNull("run")).isFalse();
    }

    @Test
    void pushesAreWorkedOffInTheirOrder() {
        var game = stack.repository("quick").withPackage("core", "1.0.0");
        var held = stack.registry().holdRequest(game.nameOf("core"));
        var first = game.push("Add core");
        held.awaitReached();

        var second = game.bump("core", "1.0.1").push("Release core 1.0.1");

        assertThat(second.request().path("state").asText()).isEqualTo("queued");
        await("the second to wait").during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(5)).until(() -> !second.isBegun());
        held.release();
        assertThatRun(first).ended("published");
        assertThatRun(second).ended("published");
        assertThatPackage(stack, game.nameOf("core")).hasVersions("1.0.0", "1.0.1").hasLatest("1.0.1")
                .wasPublishedOnce("1.0.0", "1.0.1");
    }

    @Test
    void invalidManifestKeepsNoOtherPackageFromBeingPublished() {
        var game = stack.repository("half-broken").withPackage("core", "1.0.0")
                .file("Packages/broken/package.json", "{\n  \"name\": \"com.studio.broken\",\n  \"version\" \"1.0.0\"\n}\n");

        var run = game.push("Add core and a broken package");

        assertThatRun(run).ended("partly")
                .hasPackage(game.manifestOf("core")).with("outcome", "published").and()
                .hasPackage("Packages/broken/package.json").with("outcome", "failed").with("code", "MANIFEST_UNREADABLE")
                .withTextIn("cause", "line 3, column 13").withTextIn("remedy", "JSON");
        assertThatPackage(stack, game.nameOf("core")).hasVersions("1.0.0");
    }
}
