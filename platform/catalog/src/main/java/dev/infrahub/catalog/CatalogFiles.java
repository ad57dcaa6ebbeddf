package dev.infrahub.catalog;

import java.util.List;
import java.util.function.BiConsumer;

/** Files in which a catalog is: of a folder, or of a commit. */
interface CatalogFiles {

    /** A file, by its path with slashes. */
    record File(String path, long size) {}

    List<File> all();

    /** Hands on what these hold. */
    void read(List<File> wanted, BiConsumer<File, byte[]> each);
}
