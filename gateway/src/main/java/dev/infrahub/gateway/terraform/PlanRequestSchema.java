package dev.infrahub.gateway.terraform;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;

/** The JSON body as OpenAPI documents it; {@link PlanEnvelope} reads it as a stream. */
@Schema(name = "PlanRequest", description = "A plan, given as plan, planOutput or planId")
public record PlanRequestSchema(
        @Schema(description = "The Terraform root module that was planned; required unless planId is given")
        String module,

        @Schema(description = "What 'terraform show -json' prints")
        Map<String, Object> plan,

        @Schema(description = "What 'terraform plan' prints, with or without colours")
        String planOutput,

        @Schema(description = "A plan that was analysed before", format = "uuid")
        String planId,

        @Schema(description = "The tenant; 'default' when absent", maxLength = 100)
        String client,

        @Schema(description = "For example production; raises the risk where it should")
        String environment,

        String team,
        @Schema(format = "uri") String prUrl,
        String commit,
        @Schema(format = "uri") String runUrl) {}
