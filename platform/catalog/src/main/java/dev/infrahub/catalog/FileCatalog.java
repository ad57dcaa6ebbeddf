package dev.infrahub.catalog;

import dev.infrahub.json.Json;
import dev.infrahub.json.Value;
import dev.infrahub.json.YamlValues;
import dev.infrahub.secrets.Secrets;
import dev.infrahub.ssh.EntityRef;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** A catalog in files: each {@code catalog-info.yaml}, and what locations in them name beside it. For one reading. */
final class FileCatalog {

    private static final long LARGEST_FILE = 1024 * 1024;
    private static final int MOST_FILES = 10_000;
    private static final int MOST_ENTITIES = 50_000;
    private static final int MOST_UNREADABLE = 1_000;

    /** Each is held against every file. */
    private static final int MOST_PATTERNS = 100;

    private static final String LOCATION = "location";

    private final CatalogFiles files;
    private final Function<String, Optional<SourceLocation>> place;
    private final Map<String, CatalogFiles.File> all = new TreeMap<>();
    private final TreeSet<String> found = new TreeSet<>();
    private final TreeSet<String> next = new TreeSet<>();
    private final Map<EntityRef, Entity> entities = new LinkedHashMap<>();
    private final List<Unreadable> unreadable = new ArrayList<>();
    private int patterns;

    /** @param place of a file, as the source of what says none */
    FileCatalog(CatalogFiles files, Function<String, Optional<SourceLocation>> place) {
        this.files = files;
        this.place = place;
    }

    Catalog read() {
        for (CatalogFiles.File file : files.all(this::hidden)) {
            all.put(file.path(), file);
            if (name(file.path()).equals("catalog-info.yaml")
                    || name(file.path()).equals("catalog-info.yml")) {
                next.add(file.path());
            }
        }
        while (!next.isEmpty()) {
            List<CatalogFiles.File> wanted = next.stream()
                    .map(path -> all.getOrDefault(path, new CatalogFiles.File(path, 0)))
                    .filter(this::isTaken)
                    .toList();
            found.addAll(next);
            next.clear();
            Set<String> read = new HashSet<>();
            files.read(wanted, (file, content) -> {
                read.add(file.path());
                file(file, content);
            });
            wanted.stream()
                    .filter(file -> !read.contains(file.path()))
                    .forEach(file -> tell(file.path(), 1, "The file cannot be read by this user."));
        }
        if (entities.isEmpty()) {
            throw new CatalogUnavailable(
                    "catalog.empty", "No entity is in the catalog's files; what was known of it is kept.");
        }
        return new Catalog(List.copyOf(entities.values()), List.copyOf(unreadable));
    }

    /** Whatever is in it is kept as it was known. */
    private void hidden(String folder) {
        unreadable.add(new Unreadable(
                Unreadable.ANY,
                shown(folder),
                "The folder cannot be read by this user; nothing is taken for removed."));
    }

    private boolean isTaken(CatalogFiles.File file) {
        if (file.size() > LARGEST_FILE) {
            tell(file.path(), 1, "The file is larger than %d bytes.".formatted(LARGEST_FILE));
        }
        return file.size() <= LARGEST_FILE;
    }

    private void file(CatalogFiles.File file, byte[] content) {
        for (YamlDocument document : YamlDocument.of(new String(content, StandardCharsets.UTF_8))) {
            Optional<Value> said = YamlValues.parse(document.text());
            if (said.isEmpty()) {
                tell(file.path(), document.line(), "It is no YAML, or more than is read of one document.");
            } else {
                entity(file.path(), document.line(), said.get());
            }
        }
    }

    private void entity(String path, int line, Value said) {
        try {
            Entity entity = EntityReader.read(said, origin(path), place.apply(path));
            Entity other = entities.get(entity.ref());
            if (other != null) {
                throw new EntityReader.Malformed("Another entity of this reference is in " + other.origin() + ".");
            }
            if (entities.size() >= MOST_ENTITIES) {
                throw new EntityReader.Malformed("More than " + MOST_ENTITIES + " entities are in the catalog.");
            }
            entities.put(entity.ref(), entity);
            if (entity.kind().equals(LOCATION)) {
                targets(path, line, said.at("spec"));
            }
        } catch (EntityReader.Malformed malformed) {
            tell(path, line, malformed.sentence());
        }
    }

    private void targets(String path, int line, Value spec) throws EntityReader.Malformed {
        List<Value> targets = new ArrayList<>(spec.at("target").each());
        targets.addAll(spec.at("targets").each());
        for (Value target : targets) {
            String text = Json.spelling(target)
                    .orElseThrow(() -> new EntityReader.Malformed("A target of the location is no text."));
            target(path, line, text);
        }
    }

    /** Of other places, which have to be read by themselves, nothing is taken. */
    private void target(String path, int line, String target) {
        if (target.contains("://") || target.startsWith("/")) {
            tell(path, line, "A target of the location is outside of the catalog, and not read.");
            return;
        }
        if (target.indexOf('*') >= 0 && patterns++ >= MOST_PATTERNS) {
            tell(path, line, "More than " + MOST_PATTERNS + " targets of locations in the catalog hold a *.");
            return;
        }
        Optional<String> within = RelativePath.of(path, target);
        List<String> meant = within.stream()
                .flatMap(text -> RelativePath.matching(text, all.keySet()).stream())
                .toList();
        if (meant.isEmpty()) {
            tell(path, line, "A target of the location is no file of the catalog.");
        }
        for (String one : meant) {
            boolean isNew = !found.contains(one) && !next.contains(one);
            if (isNew && found.size() + next.size() >= MOST_FILES) {
                tell(path, line, "More than " + MOST_FILES + " files are in the catalog.");
            } else if (isNew) {
                next.add(one);
            }
        }
    }

    private void tell(String path, int line, String why) {
        if (unreadable.size() < MOST_UNREADABLE) {
            unreadable.add(new Unreadable(origin(path), shown(path) + ":" + line, why));
        } else if (unreadable.size() == MOST_UNREADABLE) {
            unreadable.add(new Unreadable(Unreadable.ANY, shown(path), "And there is more that cannot be read."));
        }
    }

    /** A path is somebody's words too. */
    private static String origin(String path) {
        return Secrets.replace(path, _ -> "(hidden)");
    }

    /** In one line. */
    private static String shown(String path) {
        StringBuilder shown = new StringBuilder();
        origin(path).codePoints().forEach(point -> shown.appendCodePoint(Character.isISOControl(point) ? '?' : point));
        return shown.toString();
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
