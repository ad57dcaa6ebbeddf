package dev.infrahub.gateway.scaffold;

import dev.infrahub.gateway.access.Needs;
import dev.infrahub.gateway.access.Permission;
import dev.infrahub.gateway.operations.Asking;
import dev.infrahub.gateway.operations.Asks;
import dev.infrahub.gateway.operations.OperationKind;
import dev.infrahub.schemas.ModuleRequested;
import dev.infrahub.schemas.Topics;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Scaffolding: Terraform modules that are asked for by a description. */
@RestController
@Tag(name = "Scaffolding", description = "Terraform modules from golden paths")
public record ScaffoldController() {

    /** Get a Terraform module from a golden path. */
    @PostMapping("/api/scaffold-terraform")
    @Needs(Permission.PLANS_WRITE)
    @Asks(OperationKind.SCAFFOLD_TERRAFORM)
    ResponseEntity<String> scaffold(@RequestBody ScaffoldTerraform body, Asking asking) {
        body.requireOneCloud();
        String client = asking.clients().meant(body.client());
        ModuleRequested event = ModuleRequested.newBuilder()
                .setScaffoldId(UUID.randomUUID().toString())
                .setClient(client)
                .setDescription(body.description())
                .setCloud(body.cloud())
                .setName(body.name())
                .setOwner(body.owner())
                .setRequestedAt(asking.now())
                .build();
        return asking.ask(OperationKind.SCAFFOLD_TERRAFORM, client, Topics.MODULE_REQUESTED, client, event, body);
    }
}
