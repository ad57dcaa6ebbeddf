package dev.infrahub.catalog;

import dev.infrahub.git.Git;
import dev.infrahub.git.GitAddress;
import dev.infrahub.git.GitFailed;
import dev.infrahub.git.GitFile;
import dev.infrahub.git.GitFile.Kind;
import dev.infrahub.git.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A catalog in the files of a Git repository; a commit that was read is not read again. */
public final class CatalogRepository implements CatalogSource {

    private final Git git;
    private final GitAddress address;
    private final Optional<String> revision;
    private @Nullable Read last;

    /** @param revision the default branch where none is said */
    public CatalogRepository(Git git, GitAddress address, Optional<String> revision) {
        this.git = git;
        this.address = address;
        this.revision = revision;
    }

    private record Read(String commit, Catalog catalog) {}

    @Override
    public Catalog read() {
        try {
            String commit = git.commit(address, revision);
            if (last == null || !last.commit().equals(commit)) {
                last = fetched();
            }
            return last.catalog();
        } catch (GitFailed failed) {
            throw new CatalogUnavailable("catalog.unreachable", "The catalog's repository: " + failed.sentence());
        }
    }

    private Read fetched() {
        try (Snapshot snapshot = git.fetch(address, revision)) {
            return new Read(snapshot.commit(), new FileCatalog(new OfCommit(snapshot), this::place).read());
        }
    }

    /** What says nothing of its source is where its file is. */
    private Optional<SourceLocation> place(String path) {
        return Optional.of(
                new SourceLocation(address.text(), revision, path.substring(0, Math.max(path.lastIndexOf('/'), 0))));
    }

    private record OfCommit(Snapshot snapshot) implements CatalogFiles {

        @Override
        public List<File> all(Consumer<String> hidden) {
            return files(snapshot).stream()
                    .map(file -> new File(file.path(), file.size()))
                    .toList();
        }

        @Override
        public void read(List<File> wanted, BiConsumer<File, byte[]> each) {
            Map<String, GitFile> byPath = new HashMap<>();
            files(snapshot).forEach(file -> byPath.put(file.path(), file));
            List<GitFile> asked = new ArrayList<>();
            wanted.forEach(file -> Optional.ofNullable(byPath.get(file.path())).ifPresent(asked::add));
            snapshot.read(asked, (file, content) -> each.accept(new File(file.path(), file.size()), content));
        }

        private static List<GitFile> files(Snapshot snapshot) {
            return snapshot.files().stream()
                    .filter(file -> file.kind() == Kind.FILE)
                    .toList();
        }
    }
}
