package dev.infrahub.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.infrahub.testkit.RegexRules;
import java.util.List;

/** How a service is built inside, as rules. */
public final class ServiceRules {

    private static final List<String> SERVICES = List.of(
            "dev.infrahub.cabsigner",
            "dev.infrahub.chatservice",
            "dev.infrahub.console",
            "dev.infrahub.driftworker",
            "dev.infrahub.gateway",
            "dev.infrahub.plananalyzer",
            "dev.infrahub.quantumapilocal",
            "dev.infrahub.secretscanner");

    private ServiceRules() {}

    /** @param service the package of a service, for example {@code dev.infrahub.gateway} */
    public static void check(String service, String... librariesOfDomain) {
        JavaClasses code = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(service);
        domainStandsAlone(service, librariesOfDomain, code);
        avroStopsAtTheHandlers(service, code);
        servicesStandAlone(service, code);
        beansAreMadeByHand(code);
        RegexRules.checkConstants(code);
        processesEndWithAReason(code);
    }

    private static void domainStandsAlone(String service, String[] libraries, JavaClasses code) {
        String[] allowed = new String[libraries.length + 3];
        allowed[0] = "java..";
        allowed[1] = "org.jspecify..";
        allowed[2] = service + ".domain..";
        System.arraycopy(libraries, 0, allowed, 3, libraries.length);
        classes()
                .that()
                .resideInAPackage(service + ".domain..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed)
                .because("rules and facts are plain Java, tested without anything else")
                .allowEmptyShould(true)
                .check(code);
    }

    private static void avroStopsAtTheHandlers(String service, JavaClasses code) {
        noClasses()
                .that()
                .resideInAnyPackage(service + ".store..", service + ".remote..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.infrahub.schemas..", "org.apache.avro..")
                .because("events are the contract with others, not our own model")
                .allowEmptyShould(true)
                .check(code);
    }

    private static void servicesStandAlone(String service, JavaClasses code) {
        noClasses()
                .should()
                .dependOnClassesThat(otherServices(service))
                .because("services talk through events only")
                .check(code);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.infrahub.embedded..", "dev.infrahub.standalone..", "dev.infrahub.testing..")
                .because("a service does not know how it is run")
                .check(code);
    }

    private static DescribedPredicate<JavaClass> otherServices(String service) {
        List<String> others =
                SERVICES.stream().filter(name -> !name.equals(service)).toList();
        return DescribedPredicate.describe(
                "are of another service",
                type -> others.stream().anyMatch(name -> (type.getPackageName() + ".").startsWith(name + ".")));
    }

    private static void processesEndWithAReason(JavaClasses code) {
        classes()
                .that()
                .areAnnotatedWith("org.springframework.boot.autoconfigure.SpringBootApplication")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("dev.infrahub.supervision.ServiceMain")
                .because("a service that cannot work says so and ends")
                .check(code);
    }

    private static void beansAreMadeByHand(JavaClasses code) {
        noClasses()
                .should()
                .beAnnotatedWith("org.springframework.stereotype.Component")
                .orShould()
                .beAnnotatedWith("org.springframework.stereotype.Service")
                .orShould()
                .beAnnotatedWith("org.springframework.stereotype.Repository")
                .because("the configuration class is the table of contents")
                .check(code);
    }
}
