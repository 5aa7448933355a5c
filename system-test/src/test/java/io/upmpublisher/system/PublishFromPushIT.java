package io.upmpublisher.system;

import static io.upmpublisher.system.PackageAssert.assertThatPackage;
import static io.upmpublisher.system.RunAssert.assertThatRun;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

@SystemTest
class PublishFromPushIT {

    private final Stack stack;

    PublishFromPushIT(Stack stack) {
        this.stack = stack;
    }

    @Test
    void pushOfTwoPackagesMakesBothInstallableInTheOrderOfTheirDependencies() {
        // The name that others depend on comes last in the alphabet: only the dependency can bring it to the front.
        var game = stack.repository("game").withPackage("z-core", "1.0.0").withPackage("a-ui", "1.0.0", "z-core");
        var core = game.nameOf("z-core");
        var ui = game.nameOf("a-ui");

        var run = game.push("Add core and ui");

        assertThatRun(run).ended("published").hasPackages("published", game.manifestOf("z-core"), game.manifestOf("a-ui"));
        assertThat(stack.registry().puts(core, ui)).extracting(RegistryProxy.Put::name).containsExactly(core, ui);
        var installed = new Npm(stack.verdaccio()).install(ui + "@1.0.0");
        assertThat(installed.resolve(ui + "/package.json")).content().contains("\"version\": \"1.0.0\"");
        assertThat(installed.resolve(ui + "/Runtime/" + ui + ".asmdef.meta")).content().startsWith("fileFormatVersion: 2");
        assertThat(installed.resolve(core + "/Runtime/Sample.cs")).hasContent("public static class Sample { }");
        assertThatPackage(stack, core).hasVersions("1.0.0").hasLatest("1.0.0");
    }
}
