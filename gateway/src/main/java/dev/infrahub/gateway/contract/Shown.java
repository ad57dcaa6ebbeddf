package dev.infrahub.gateway.contract;

import dev.infrahub.gateway.facts.Shows;
import dev.infrahub.gateway.operations.Answers;
import io.swagger.v3.oas.models.media.Schema;

/** What an endpoint shows that is neither an event nor a record, for {@link Shows}. */
@FunctionalInterface
public interface Shown {

    /** @param answers of which it may be made */
    Schema<?> schema(Answers answers);
}
