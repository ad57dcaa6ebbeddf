package dev.infrahub.cabsigner;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.infrahub.cabsigner.domain.Head;
import dev.infrahub.cabsigner.store.Ledger;
import dev.infrahub.cabsigner.store.Log;
import dev.infrahub.events.Lookups;
import dev.infrahub.testing.ServiceRules;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    private final JavaClasses code = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.infrahub.cabsigner");

    @Test
    void the_cab_signer_keeps_the_house_rules() {
        ServiceRules.check(
                "dev.infrahub.cabsigner",
                "dev.infrahub.faults..",
                "dev.infrahub.json..",
                "dev.infrahub.proofs..",
                "dev.infrahub.ssh..");
    }

    @Test
    void nothing_but_the_ledger_adds_leaves_and_moves_the_head() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Ledger.class)
                .should()
                .callMethod(Log.class, "add", Head.Appended.class)
                .orShould()
                .callMethod(Ledger.class, "move", Head.class, Head.class, Instant.class)
                .because("that the head is read before everything else stands in one place")
                .check(code);
    }

    @Test
    void who_appends_takes_the_head_that_the_ledger_has_read() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Ledger.class)
                .and(describe("append", ArchitectureTests::append))
                .should()
                .callMethod(Ledger.class, "head", Lookups.class)
                .because("a head that is read later may know of more than what was read before it")
                .check(code);
    }

    private static boolean append(JavaClass type) {
        return type.getMethodCallsFromSelf().stream()
                .anyMatch(call -> call.getTargetOwner().isEquivalentTo(Ledger.class)
                        && call.getName().equals("append"));
    }
}
