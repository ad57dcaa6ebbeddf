package dev.infrahub.catalog;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Files in which a catalog is: of a folder, or of a commit. */
interface CatalogFiles {

    /** A file, by its path with slashes. */
    record File(String path, long size) {}

    /** @param hidden told the path of each folder that cannot be looked into */
    List<File> all(Consumer<String> hidden);

    /** Hands on what these hold, but for those that cannot be read. */
    void read(List<File> wanted, BiConsumer<File, byte[]> each);
}
