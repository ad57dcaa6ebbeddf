package dev.infrahub.catalog;

import dev.infrahub.ssh.EntityRef;
import java.util.Optional;

/**
 * An entity of the catalog.
 *
 * @param name as it is spelt; {@code ref} is in lower case
 * @param type such as {@code terraform-module}
 * @param client the one that {@value EntityReader#CLIENT} names
 * @param source where its source is, if that is said in a way that is understood
 * @param origin the file it is from, or its reference where a catalog's API told it
 */
public record Entity(
        EntityRef ref,
        String name,
        Optional<String> type,
        Optional<EntityRef> owner,
        Optional<EntityRef> system,
        Optional<String> client,
        Optional<SourceLocation> source,
        String origin) {

    /** Whether it is in the namespace that nobody has to name. */
    public boolean isInDefaultNamespace() {
        return namespace().equals(EntityReader.DEFAULT_NAMESPACE);
    }

    public String kind() {
        return ref.text().substring(0, ref.text().indexOf(':'));
    }

    public String namespace() {
        return ref.text().substring(ref.text().indexOf(':') + 1, ref.text().indexOf('/'));
    }
}
