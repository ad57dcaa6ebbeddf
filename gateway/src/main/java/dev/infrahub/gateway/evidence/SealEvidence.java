package dev.infrahub.gateway.evidence;

import dev.infrahub.http.constraints.Base64Text;
import dev.infrahub.http.constraints.ChangeId;
import dev.infrahub.http.constraints.Text;
import dev.infrahub.http.constraints.WebAddress;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a caller hands in to be sealed; the four that are JSON may be any. */
record SealEvidence(
        @NotNull @ChangeId String changeRequestId,
        @Nullable JsonNode planSummary,
        @Nullable JsonNode riskAssessment,
        @Nullable @WebAddress @Text(max = 2000) String prUrl,
        @Nullable JsonNode scanResults,
        @Nullable JsonNode testResults,

        @Nullable @Base64Text @Text(max = 10_000) String approvalSignature) {}
