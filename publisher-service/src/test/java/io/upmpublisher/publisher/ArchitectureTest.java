package io.upmpublisher.publisher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.upmpublisher.publisher", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule FEATURES_FORM_NO_CYCLES = slices().matching("io.upmpublisher.publisher.(*)..").should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_RESOURCES_KNOW_OF_HTTP_ENDPOINTS = noClasses().that()
            .haveSimpleNameNotEndingWith("Resource").and().haveSimpleNameNotContaining("Resource_").should()
            .dependOnClassesThat().resideInAPackage("jakarta.ws.rs..");

    @ArchTest
    static final ArchRule ONLY_CONSUMERS_CONSUME = noClasses().that().haveSimpleNameNotEndingWith("Consumer")
            .and().haveSimpleNameNotContaining("Consumer_").should()
            .implement(io.upmpublisher.messaging.inbox.EventConsumer.class);

    @ArchTest
    static final ArchRule WHAT_IS_PUBLISHED_IS_DECIDED_WITHOUT_A_FRAMEWORK = noClasses().that()
            .resideInAnyPackage("..glob..", "..manifest..", "..tarball..").should().dependOnClassesThat()
            .resideInAnyPackage("jakarta..", "io.quarkus..", "io.upmpublisher.messaging..");
}
