package dev.infrahub.secretscanner.store;

import static dev.infrahub.events.Columns.text;
import static dev.infrahub.events.Columns.value;

import dev.infrahub.events.Lookups;
import dev.infrahub.events.Write;
import dev.infrahub.json.Json;
import dev.infrahub.secretscanner.domain.CatalogModule;
import dev.infrahub.secretscanner.domain.Copy;
import dev.infrahub.secretscanner.domain.ModuleKey;
import dev.infrahub.secretscanner.domain.ScannedCommit;
import io.r2dbc.spi.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The modules of the catalog, and what was scanned of each. */
public final class CatalogModules {

    private CatalogModules() {}

    /**
     * A module whose turn it is.
     *
     * @param taken by what it is given back
     * @param last what was scanned of it
     */
    public record Due(CatalogModule module, String taken, Optional<ScannedCommit> last) {}

    public static List<CatalogModule> all(Lookups lookups) {
        return lookups.all(Write.of("select * from catalog_modules order by client, module"), CatalogModules::module);
    }

    /** As the catalog has them now. One that is new, or somewhere else, has its turn at once. */
    public static Write put(List<CatalogModule> modules, Instant now) {
        Json rows = new Json()
                .with("rows", modules.stream().map(CatalogModules::row).toList());
        return Write.of("""
                insert into catalog_modules (client, module, ref, origin, repository, revision, folder, next_at)
                select x.client, x.module, x.ref, x.origin, x.repository, x.revision, x.folder, $2
                from jsonb_to_recordset($1::jsonb -> 'rows') as x (
                    client text, module text, ref text, origin text, repository text, revision text, folder text)
                on conflict (client, module) do update set
                    ref = excluded.ref, origin = excluded.origin, repository = excluded.repository,
                    revision = excluded.revision, folder = excluded.folder, next_at = excluded.next_at, commit = null,
                    taken_by = null, taken_until = null
                where (catalog_modules.ref, catalog_modules.origin, catalog_modules.folder)
                        is distinct from (excluded.ref, excluded.origin, excluded.folder)
                    or catalog_modules.repository is distinct from excluded.repository
                    or catalog_modules.revision is distinct from excluded.revision""", rows.text(), now);
    }

    private static Json row(CatalogModule module) {
        return new Json()
                .with("client", module.key().client())
                .with("module", module.key().module())
                .with("ref", module.ref())
                .with("origin", module.origin())
                .with("repository", module.repository().orElse(null))
                .with("revision", module.revision().orElse(null))
                .with("folder", module.folder());
    }

    /** Counts no row where somebody else did so first. */
    public static Write remove(CatalogModule module) {
        return Write.of(
                "delete from catalog_modules where client = $1 and module = $2 and ref = $3",
                module.key().client(),
                module.key().module(),
                module.ref());
    }

    /** Takes the one that waits the longest, if one waits, until then: nobody else takes it meanwhile. */
    public static Optional<Due> take(Lookups lookups, String by, Instant now, Instant until) {
        return lookups.first(Write.of("""
                        update catalog_modules set taken_by = $1, taken_until = $3 where (client, module) = (
                            select client, module from catalog_modules
                            where next_at <= $2 and (taken_until is null or taken_until <= $2)
                            order by next_at, client, module limit 1 for update skip locked)
                        returning *""", by, now, until), row -> new Due(module(row), by, last(row)));
    }

    private static CatalogModule module(Row row) {
        return new CatalogModule(
                new ModuleKey(text(row, "client"), text(row, "module")),
                text(row, "ref"),
                text(row, "origin"),
                Optional.ofNullable(row.get("repository", String.class)),
                Optional.ofNullable(row.get("revision", String.class)),
                text(row, "folder"));
    }

    private static Optional<ScannedCommit> last(Row row) {
        return Optional.ofNullable(row.get("commit", String.class))
                .map(commit -> new ScannedCommit(commit, text(row, "rules"), value(row, "whole_at", Instant.class)));
    }

    /** Gives one back, to be taken again then. Counts no row where it is somebody else's by now, or in another place. */
    public static Write giveBack(Due due, Optional<ScannedCommit> scanned, Instant next) {
        CatalogModule module = due.module();
        return Write.of(
                """
                update catalog_modules set
                    taken_by = null, taken_until = null, next_at = $4, commit = $5, rules = $6, whole_at = $7::timestamptz
                where client = $1 and module = $2 and taken_by = $3
                    and repository is not distinct from $8 and revision is not distinct from $9 and folder = $10""",
                module.key().client(),
                module.key().module(),
                due.taken(),
                next,
                scanned.map(ScannedCommit::commit).orElse(null),
                scanned.map(ScannedCommit::rules).orElse(null),
                scanned.map(one -> one.wholeAt().toString()).orElse(null),
                module.repository().orElse(null),
                module.revision().orElse(null),
                module.folder());
    }

    /** By path: the files as they were scanned. */
    public static Map<String, Copy> copies(Lookups lookups, ModuleKey module) {
        return lookups
                .all(
                        Write.of(
                                "select path, blob, digest from catalog_files where client = $1 and module = $2",
                                module.client(),
                                module.module()),
                        row -> Map.entry(text(row, "path"), new Copy(text(row, "blob"), text(row, "digest"))))
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    public static Write forgetCopies(ModuleKey module) {
        return Write.of(
                "delete from catalog_files where client = $1 and module = $2", module.client(), module.module());
    }

    public static Write putCopies(ModuleKey module, Map<String, Copy> copies) {
        List<Map.Entry<String, Copy>> all = List.copyOf(copies.entrySet());
        return Write.of(
                """
                insert into catalog_files (client, module, path, blob, digest)
                select $1, $2, file.path, file.blob, file.digest
                from unnest($3::text[], $4::text[], $5::text[]) as file (path, blob, digest)
                on conflict (client, module, path) do update set blob = excluded.blob, digest = excluded.digest""",
                module.client(),
                module.module(),
                all.stream().map(Map.Entry::getKey).toArray(String[]::new),
                all.stream().map(entry -> entry.getValue().blob()).toArray(String[]::new),
                all.stream().map(entry -> entry.getValue().digest()).toArray(String[]::new));
    }
}
