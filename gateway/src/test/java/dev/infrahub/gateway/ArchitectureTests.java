package dev.infrahub.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.infrahub.testing.ServiceRules;
import dev.infrahub.testkit.RegexRules;
import java.util.Arrays;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    private static final String GATEWAY = "dev.infrahub.gateway";

    /** Rooms that know what is in a worker's document. */
    private static final String[] FEATURES = {
        "plans",
        "diagnosis",
        "scaffold",
        "drift",
        "secrets",
        "board",
        "evidence",
        "ssh",
        "log",
        "governance",
        "chat",
        "idp",
        "webhooks",
        "events"
    };

    /** Rooms that know no document at all. */
    private static final String[] ROOMS = {"clients", "views", "access", "facts", "operations", "contract"};

    private final JavaClasses code = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(GATEWAY);

    @Test
    void the_gateway_keeps_the_house_rules() {
        ServiceRules.check(GATEWAY);
        RegexRules.checkConstants("dev.infrahub.http");
        RegexRules.checkConstants("dev.infrahub.ssh");
    }

    @Test
    void features_know_no_feature() {
        for (String feature : FEATURES) {
            noClasses()
                    .that()
                    .resideInAPackage(room(feature))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(rooms(Arrays.stream(FEATURES)
                            .filter(other -> !other.equals(feature))
                            .toArray(String[]::new)))
                    .because("what two features need is a room of its own")
                    .check(code);
        }
    }

    @Test
    void no_room_needs_another_that_needs_it() {
        slices().matching(GATEWAY + ".(*)..").should().beFreeOfCycles().check(code);
    }

    @Test
    void rooms_know_no_feature_and_no_event() {
        noClasses()
                .that()
                .resideInAnyPackage(rooms(ROOMS))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(rooms(FEATURES))
                .orShould()
                .dependOnClassesThat(DescribedPredicate.describe("are events", ArchitectureTests::isEvent))
                .because("a new event changes no room")
                .check(code);
    }

    private static boolean isEvent(JavaClass type) {
        return type.isAssignableTo(SpecificRecord.class) && !type.isEquivalentTo(SpecificRecord.class);
    }

    private static String[] rooms(String... names) {
        return Arrays.stream(names).map(ArchitectureTests::room).toArray(String[]::new);
    }

    private static String room(String name) {
        return GATEWAY + "." + name + "..";
    }
}
