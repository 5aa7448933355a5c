package io.upmpublisher.changelog;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import io.upmpublisher.messaging.inbox.EventConsumer;

@AnalyzeClasses(packages = "io.upmpublisher.changelog", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule featuresFormNoCycles = slices().matching("io.upmpublisher.changelog.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyResourcesKnowHttp = noClasses().that().haveSimpleNameNotContaining("Resource").should()
            .dependOnClassesThat().resideInAPackage("jakarta.ws.rs..");

    @ArchTest
    static final ArchRule onlyConsumersAreTold = classes().that().implement(EventConsumer.class).should()
            .haveSimpleNameEndingWith("Consumer");

    @ArchTest
    static final ArchRule gitIsKnownThroughThePlatform = noClasses().should().dependOnClassesThat()
            .resideInAPackage("org.eclipse.jgit..");
}
