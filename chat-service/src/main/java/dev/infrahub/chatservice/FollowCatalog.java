package dev.infrahub.chatservice;

import dev.infrahub.catalog.Catalog;
import dev.infrahub.catalog.CatalogSource;
import dev.infrahub.catalog.CatalogUnavailable;
import dev.infrahub.catalog.Entity;
import dev.infrahub.chatservice.domain.ModuleFact;
import dev.infrahub.chatservice.store.Modules;
import dev.infrahub.events.Commits;
import dev.infrahub.events.Write;
import dev.infrahub.ssh.EntityRef;
import java.util.List;
import java.util.Optional;

/** Keeps what the catalog says of modules: whose they are, and of which system. A catalog that cannot be read changes nothing. */
final class FollowCatalog {

    /** The entities that are modules. */
    private static final String TYPE = "terraform-module";

    private final CatalogSource source;
    private final String client;
    private final Commits commits;
    private Said kept = new Said(List.of(), false);

    /**
     * What was read.
     *
     * @param isAll whether what it says of others is no longer so
     */
    private record Said(List<ModuleFact> modules, boolean isAll) {}

    /** @param client whose modules are that say nothing of it */
    FollowCatalog(CatalogSource source, String client, Commits commits) {
        this.source = source;
        this.client = client;
        this.commits = commits;
    }

    /** @throws CatalogUnavailable where nothing can be said of it */
    void follow() {
        Catalog catalog = source.read();
        // what is hidden behind a file that cannot be read is not gone
        Said now = new Said(
                catalog.ofType(TYPE).stream().map(this::module).toList(),
                catalog.unreadable().isEmpty());
        List<Write> writes = Modules.owned(now.modules(), now.isAll());
        if (!now.equals(kept) && !writes.isEmpty()) {
            var _ = commits.write(
                            writes.getFirst(), writes.subList(1, writes.size()).toArray(Write[]::new))
                    .block();
        }
        kept = now;
    }

    private ModuleFact module(Entity entity) {
        String name = entity.isInDefaultNamespace() ? entity.name() : entity.namespace() + "/" + entity.name();
        return new ModuleFact(
                entity.client().orElse(client),
                name,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new ModuleFact.Owned(
                        entity.ref().text(),
                        entity.owner().map(EntityRef::text),
                        entity.system().map(EntityRef::text))));
    }
}
