package io.upmpublisher.audit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.upmpublisher.audit", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule featuresFormNoCycles = slices().matching("io.upmpublisher.audit.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyResourcesKnowHttp = noClasses().that().haveSimpleNameNotContaining("Resource").should()
            .dependOnClassesThat().resideInAPackage("jakarta.ws.rs..");

    @ArchTest
    static final ArchRule onlyConsumersAreTold = noClasses().that().haveSimpleNameNotEndingWith("Consumer").should()
            .dependOnClassesThat().resideInAPackage("io.upmpublisher.messaging.inbox..");
}
