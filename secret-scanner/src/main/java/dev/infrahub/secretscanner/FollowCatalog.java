package dev.infrahub.secretscanner;

import dev.infrahub.catalog.Catalog;
import dev.infrahub.catalog.CatalogSource;
import dev.infrahub.catalog.CatalogUnavailable;
import dev.infrahub.catalog.Entity;
import dev.infrahub.catalog.SourceLocation;
import dev.infrahub.catalog.Unreadable;
import dev.infrahub.events.Commits;
import dev.infrahub.events.Lookups;
import dev.infrahub.secretscanner.domain.CatalogModule;
import dev.infrahub.secretscanner.domain.ModuleKey;
import dev.infrahub.secretscanner.store.CatalogModules;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the modules that the catalog has: those that are new or somewhere else have their turn at once, and the schedule of
 * those that are gone ends. A catalog that cannot be read changes nothing.
 */
final class FollowCatalog {

    private static final Logger log = LoggerFactory.getLogger(FollowCatalog.class);

    /** The entities that are modules. */
    private static final String TYPE = "terraform-module";

    private static final int MOST_LOGGED = 20;

    private static final Comparator<ModuleKey> BY_NAME =
            Comparator.comparing(ModuleKey::client).thenComparing(ModuleKey::module);

    private final CatalogSource source;
    private final String client;
    private final Lookups lookups;
    private final Commits commits;
    private final Clock clock;
    private List<Unreadable> told = List.of();

    /** @param client whose modules are that say nothing of it */
    FollowCatalog(CatalogSource source, String client, Lookups lookups, Commits commits, Clock clock) {
        this.source = source;
        this.client = client;
        this.lookups = lookups;
        this.commits = commits;
        this.clock = clock;
    }

    /** @throws CatalogUnavailable where nothing can be said of it */
    void follow() {
        Catalog catalog = source.read();
        tell(catalog.unreadable());
        Map<ModuleKey, CatalogModule> now = modules(catalog);
        Set<CatalogModule> before = new LinkedHashSet<>(CatalogModules.all(lookups));
        List<CatalogModule> changed =
                now.values().stream().filter(module -> !before.contains(module)).toList();
        if (!changed.isEmpty()) {
            commits.write(CatalogModules.put(changed, clock.instant())).block();
        }
        before.stream()
                .filter(module -> !now.containsKey(module.key()) && !catalog.isHidden(module.origin()))
                .forEach(this::end);
    }

    private void end(CatalogModule module) {
        Instant now = clock.instant();
        ScheduledEvents told = new ScheduledEvents(module.key(), now, now);
        commits.commit(
                        CatalogModules.remove(module),
                        told.of(told.ended()).and(CatalogModules.forgetCopies(module.key())),
                        Optional.empty())
                .block();
    }

    private Map<ModuleKey, CatalogModule> modules(Catalog catalog) {
        Map<ModuleKey, CatalogModule> modules = new TreeMap<>(BY_NAME);
        for (Entity entity : catalog.ofType(TYPE)) {
            CatalogModule module = module(entity);
            CatalogModule other = modules.putIfAbsent(module.key(), module);
            if (other != null) {
                log.warn("The catalog's {} is not scanned: {} has its name and client", module.ref(), other.ref());
            }
        }
        return modules;
    }

    private CatalogModule module(Entity entity) {
        String name = entity.isInDefaultNamespace() ? entity.name() : entity.namespace() + "/" + entity.name();
        return new CatalogModule(
                new ModuleKey(entity.client().orElse(client), name),
                entity.ref().text(),
                entity.origin(),
                entity.source().map(SourceLocation::repository),
                entity.source().flatMap(SourceLocation::revision),
                entity.source().map(SourceLocation::folder).orElse(""));
    }

    /** Once, and not each time. */
    private void tell(List<Unreadable> unreadable) {
        if (!unreadable.equals(told)) {
            unreadable.stream()
                    .limit(MOST_LOGGED)
                    .forEach(one -> log.warn("The catalog's {} cannot be read: {}", one.place(), one.why()));
            if (unreadable.size() > MOST_LOGGED) {
                log.warn("In the catalog {} entities and files cannot be read", unreadable.size());
            }
            told = unreadable;
        }
    }
}
