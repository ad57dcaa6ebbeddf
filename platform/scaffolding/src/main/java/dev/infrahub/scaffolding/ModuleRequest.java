package dev.infrahub.scaffolding;

import java.util.Optional;

/**
 * What somebody asks for.
 *
 * @param description in whatever words
 * @param cloud where the module is for; where it is not said, the description is to tell
 * @param name of the module; made of its cloud and what it makes where it is not said
 * @param client the tenant it is for
 * @param owner as Backstage names one, such as {@code group:default/platform}
 */
public record ModuleRequest(
        String description, Optional<Cloud> cloud, Optional<ModuleName> name, String client, Optional<String> owner) {

    /** The cloud that is said outright; the name says one too. */
    Optional<Cloud> saidCloud() {
        return cloud.or(() -> name.map(ModuleName::cloud));
    }
}
