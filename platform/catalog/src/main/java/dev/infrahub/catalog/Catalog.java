package dev.infrahub.catalog;

import dev.infrahub.ssh.EntityRef;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A catalog as it was read. */
public record Catalog(List<Entity> entities, List<Unreadable> unreadable) {

    /**
     * What is otherwise than it was.
     *
     * @param appeared what was not there
     * @param changed as it is now
     * @param removed as it was
     */
    public record Changes(List<Entity> appeared, List<Entity> changed, List<Entity> removed) {}

    public List<Entity> ofType(String type) {
        return entities.stream()
                .filter(entity -> entity.type().filter(type::equals).isPresent())
                .toList();
    }

    /** What cannot be read now was not removed: nobody knows. */
    public Changes since(Catalog earlier) {
        Map<EntityRef, Entity> before = byRef(earlier);
        Map<EntityRef, Entity> now = byRef(this);
        return new Changes(
                entities.stream()
                        .filter(entity -> !before.containsKey(entity.ref()))
                        .toList(),
                entities.stream()
                        .filter(entity -> {
                            Entity was = before.get(entity.ref());
                            return was != null && !was.equals(entity);
                        })
                        .toList(),
                earlier.entities().stream()
                        .filter(entity -> !now.containsKey(entity.ref()) && !isHidden(entity.origin()))
                        .toList());
    }

    /** Whether what came from there may be in it, and cannot be read. */
    public boolean isHidden(String origin) {
        return unreadable.stream().anyMatch(one -> one.mayBe(origin));
    }

    private static Map<EntityRef, Entity> byRef(Catalog catalog) {
        return catalog.entities().stream()
                .collect(Collectors.toUnmodifiableMap(Entity::ref, Function.identity(), (first, _) -> first));
    }
}
