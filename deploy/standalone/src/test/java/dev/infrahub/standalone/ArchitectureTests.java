package dev.infrahub.standalone;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.infrahub.testing.ThreadRules;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds for everything that is shipped: here it is all on one class path. */
class ArchitectureTests {

    /** What runs services is no service, and neither is what tests them. */
    private static final ImportOption SERVICES = location -> List.of("embedded", "standalone", "testing").stream()
            .noneMatch(name -> location.contains("/dev/infrahub/" + name + "/"));

    @Test
    void background_threads_are_supervised() {
        ThreadRules.check(
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .withImportOption(SERVICES)
                        .importPackages("dev.infrahub"),
                List.of(
                        "dev.infrahub.supervision.Supervisor",
                        // ends the process
                        "dev.infrahub.supervision.ServiceMain",
                        // work of a request, told to that request however it ends
                        "dev.infrahub.gateway.board.LinkedVerifications",
                        "dev.infrahub.gateway.ssh.Questions",
                        "dev.infrahub.http.Blocking",
                        "dev.infrahub.http.Errors",
                        "dev.infrahub.http.Handover",
                        "dev.infrahub.http.bodies.Readers",
                        "dev.infrahub.console.plans.Drawing",
                        // likewise of an event
                        "dev.infrahub.workplace.Workplace",
                        "dev.infrahub.chatservice.embedding.InProcess",
                        // hands on what comes to the thread that listens, which asks when nothing comes
                        "dev.infrahub.gateway.operations.SettledOperations",
                        // threads of the JDK's client: each call has its time, and is told when it is over
                        "dev.infrahub.quantumapi.Wire",
                        "dev.infrahub.ai.Wire",
                        "dev.infrahub.console.remote.Gateway"));
    }
}
