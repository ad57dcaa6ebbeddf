package dev.infrahub.catalog;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** A catalog in the files of a folder. No link is followed. */
public final class CatalogFolder implements CatalogSource {

    private static final int MOST_FILES = 200_000;

    private final Path folder;

    public CatalogFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public Catalog read() {
        if (!Files.isDirectory(folder)) {
            throw new CatalogUnavailable("catalog.not_found", "The catalog's folder is not there.");
        }
        return new FileCatalog(new OnDisk(), _ -> Optional.empty()).read();
    }

    private final class OnDisk implements CatalogFiles {

        @Override
        public List<File> all() {
            List<File> all = new ArrayList<>();
            try {
                Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (all.size() >= MOST_FILES) {
                            throw new CatalogUnavailable(
                                    "catalog.too_large",
                                    "More than %d files are in the catalog's folder.".formatted(MOST_FILES));
                        }
                        if (attributes.isRegularFile()) {
                            all.add(new File(folder.relativize(file).toString().replace('\\', '/'), attributes.size()));
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
            } catch (IOException _) {
                throw unreadable();
            }
            return all;
        }

        @Override
        public void read(List<File> wanted, BiConsumer<File, byte[]> each) {
            for (File file : wanted) {
                each.accept(file, content(file));
            }
        }

        private byte[] content(File file) {
            try (var in = Files.newInputStream(folder.resolve(file.path()), LinkOption.NOFOLLOW_LINKS)) {
                return in.readNBytes((int) file.size());
            } catch (IOException _) {
                throw unreadable();
            }
        }

        private static CatalogUnavailable unreadable() {
            return new CatalogUnavailable("catalog.unreadable", "The catalog's folder cannot be read by this user.");
        }
    }
}
