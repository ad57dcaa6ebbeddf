package dev.infrahub.console;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.infrahub.testing.ServiceRules;
import dev.infrahub.testkit.RegexRules;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.infrahub.console");

    @Test
    void the_console_keeps_the_house_rules() {
        ServiceRules.check("dev.infrahub.console");
    }

    @Test
    void nothing_handed_in_meets_an_expression_that_backtracks() {
        RegexRules.check("dev.infrahub.console");
    }

    @Test
    void it_knows_the_hub_by_its_public_api_alone() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.infrahub.schemas..",
                        "dev.infrahub.events..",
                        "dev.infrahub.connections..",
                        "org.apache.kafka..",
                        "org.apache.avro..",
                        "io.r2dbc..",
                        "java.sql..")
                .because("whatever it shows anybody can fetch")
                .check(CODE);
    }

    @Test
    void rooms_depend_one_way() {
        slices().matching("dev.infrahub.console.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CODE);
    }
}
