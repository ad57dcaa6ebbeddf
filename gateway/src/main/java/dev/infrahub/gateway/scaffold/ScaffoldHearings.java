package dev.infrahub.gateway.scaffold;

import dev.infrahub.gateway.hearing.Hearing;
import dev.infrahub.gateway.operations.OperationKind;
import dev.infrahub.schemas.Topics;
import java.util.List;

/** What is heard about modules that were asked for. */
public final class ScaffoldHearings {

    private ScaffoldHearings() {}

    public static List<Hearing<?>> all() {
        return List.of(Hearing.of(Topics.MODULE_SCAFFOLDED).concurrent().answering(OperationKind.SCAFFOLD_TERRAFORM));
    }
}
