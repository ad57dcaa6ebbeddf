package dev.infrahub.secretscanner.domain;

import java.util.Optional;

/**
 * A module of the catalog.
 *
 * @param ref of its entity
 * @param origin the file of the catalog that it is from
 * @param repository Git's address of it; nothing where the catalog says none that is understood
 * @param revision the default branch where none is said
 * @param folder of the repository; empty for all of it
 */
public record CatalogModule(
        ModuleKey key,
        String ref,
        String origin,
        Optional<String> repository,
        Optional<String> revision,
        String folder) {}
