package dev.infrahub.catalog;

import dev.infrahub.git.PathText;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

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

        private final Map<String, Path> known = new HashMap<>();

        @Override
        public List<File> all(Consumer<String> hidden) {
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
                            String path = PathText.of(folder, file);
                            known.put(path, file);
                            all.add(new File(path, attributes.size()));
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                        if (file.equals(folder)) {
                            throw failure;
                        }
                        hidden.accept(PathText.of(folder, file));
                        return FileVisitResult.CONTINUE;
                    }
                });
            } catch (IOException _) {
                throw new CatalogUnavailable("catalog.unreadable", "The catalog's folder cannot be read by this user.");
            }
            return all;
        }

        @Override
        public void read(List<File> wanted, BiConsumer<File, byte[]> each) {
            for (File file : wanted) {
                Optional.ofNullable(known.get(file.path()))
                        .flatMap(path -> content(path, file.size()))
                        .ifPresent(content -> each.accept(file, content));
            }
        }

        private static Optional<byte[]> content(Path file, long size) {
            try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of(in.readNBytes((int) size));
            } catch (IOException _) {
                return Optional.empty();
            }
        }
    }
}
