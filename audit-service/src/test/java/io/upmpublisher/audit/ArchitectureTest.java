package io.upmpublisher.audit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import jakarta.ws.rs.POST;

import com.tngtech.archunit.base.DescribedPredicate;
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

    @ArchTest
    static final ArchRule nothingKnowsOfPages = noClasses().that().resideOutsideOfPackage("io.upmpublisher.audit.page..")
            .should()
            .dependOnClassesThat().resideInAPackage("io.upmpublisher.audit.page..");

    @ArchTest
    static final ArchRule pagesReachWhatTheyShowByApisOnly = noClasses().that().resideInAPackage("io.upmpublisher.audit.page..")
            .should().dependOnClassesThat().resideInAnyPackage("io.upmpublisher.audit.trail..",
                    "io.upmpublisher.audit.query..", "io.upmpublisher.audit.deadletter..", "io.upmpublisher.audit.replay..",
                    "io.upmpublisher.messaging..", "java.sql..");

    @ArchTest
    static final ArchRule formsAreOfTheVisitorsOwnSession = methods().that().areAnnotatedWith(POST.class).and()
            .areDeclaredInClassesThat().resideInAPackage("io.upmpublisher.audit.page..").should()
            .haveRawParameterTypes(DescribedPredicate.describe("with a submitted form",
                    types -> types.stream().anyMatch(type -> type.getSimpleName().equals("SubmittedForm"))));
}
