package dev.infrahub.gateway.idp;

import dev.infrahub.gateway.operations.Asking;
import dev.infrahub.http.constraints.ClientName;
import dev.infrahub.http.constraints.Text;
import dev.infrahub.scanning.AddedSecrets;
import dev.infrahub.schemas.DiffSecret;
import dev.infrahub.schemas.ReviewRequested;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change of code that is to be reviewed.
 *
 * @param diff as {@code git diff} writes one
 * @param gotchaHeuristics rules of the service's own
 */
record ReviewCode(
        @Nullable String serviceName,
        @Nullable @Text(max = 4000, lines = true) String serviceDescription,
        @Nullable @Size(max = 100) List<@NotNull String> tags,
        @Nullable @Size(max = 200) List<@NotNull String> dependencies,
        @Nullable @Text(max = 20_000, lines = true) String gotchaHeuristics,
        @Nullable @Text(max = 1000) String prTitle,

        @Nullable @Text(max = Integer.MAX_VALUE, isChecked = false)
        String diff,

        @Nullable @ClientName String client,
        @Nullable String team) {

    ReviewRequested by(Asking asking) {
        String change = Given.required("diff", diff);
        return ReviewRequested.newBuilder()
                .setReviewId(UUID.randomUUID().toString())
                .setClient(asking.clients().meant(client))
                .setTeam(team)
                .setServiceName(serviceName)
                .setServiceDescription(serviceDescription)
                .setTags(Given.sifted("tags", tags))
                .setDependencies(Given.sifted("dependencies", dependencies))
                .setGotchaHeuristics(gotchaHeuristics)
                .setPrTitle(prTitle)
                .setSecrets(AddedSecrets.in(change).stream()
                        .map(secret -> new DiffSecret(
                                secret.ruleId(), secret.title(), Given.sifted("diff", secret.path()), secret.line()))
                        .toList())
                .setDiff(Given.sifted("diff", change))
                .setRequestedAt(asking.now())
                .build();
    }
}
