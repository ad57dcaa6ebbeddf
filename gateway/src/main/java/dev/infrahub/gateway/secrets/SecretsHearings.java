package dev.infrahub.gateway.secrets;

import dev.infrahub.gateway.hearing.Hearing;
import dev.infrahub.gateway.operations.OperationKind;
import dev.infrahub.schemas.Topics;
import java.util.List;

/** What is heard about secrets. */
public final class SecretsHearings {

    private SecretsHearings() {}

    public static List<Hearing<?>> all() {
        return List.of(Hearing.of(Topics.SECRET_SCAN_COMPLETED)
                .concurrent()
                .keeping(SecretViews::of)
                .answering(OperationKind.SCAN_SECRETS));
    }
}
