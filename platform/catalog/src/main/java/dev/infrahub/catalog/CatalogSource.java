package dev.infrahub.catalog;

/** Where a catalog is read from. Blocks. For one thread. */
public sealed interface CatalogSource permits BackstageApi, CatalogFolder, CatalogRepository {

    /**
     * The catalog as it is now.
     *
     * @throws CatalogUnavailable where it cannot be read as a whole, or nothing is in it: that is no sign that all was removed
     */
    Catalog read();
}
