package dev.infrahub.gateway.views;

import static dev.infrahub.gateway.clients.Rows.text;
import static dev.infrahub.gateway.clients.Rows.value;

import dev.infrahub.events.Write;
import dev.infrahub.gateway.clients.Clients;
import dev.infrahub.gateway.clients.Rows;
import dev.infrahub.http.Cursor;
import dev.infrahub.http.Page;
import io.r2dbc.spi.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The one table of what was heard. Blocks. */
public record Views(Rows rows) {

    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    /** Keeps the latest; what is heard late changes nothing. */
    public static Write put(View view) {
        return Write.of(
                """
                insert into views (kind, id, name, client, at, revision, brief, body, document)
                values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8::json, $9::bytea)
                on conflict (kind, id) do update set
                    client = excluded.client, at = excluded.at, revision = excluded.revision, brief = excluded.brief,
                    body = excluded.body, document = excluded.document
                where views.revision <= excluded.revision""",
                view.kind().text(),
                view.id(),
                view.name(),
                view.client().orElse(null),
                view.at(),
                view.revision().toArray(Long[]::new),
                view.brief().toString(),
                view.body().orElse(null),
                view.document().orElse(null));
    }

    /** Changes members of a brief that no event tells. */
    public static Write amend(ViewKind kind, String id, ObjectNode members) {
        return Write.of(
                "update views set brief = brief || $3::jsonb where kind = $1 and id = $2",
                kind.text(),
                id,
                members.toString());
    }

    public Optional<KeptView> find(Clients clients, ViewKind kind, String id) {
        return rows.first(clients, Write.of("""
                        select id, at, brief::text as brief, coalesce(body::text, brief::text) as body
                        from views where kind = $1 and id = $2""", kind.text(), id), Views::read);
    }

    /** Those that are called so, one a client: the oldest first, two where there are more. */
    public List<KeptView> named(Clients clients, ViewKind kind, String name) {
        return rows.all(clients, Write.of("""
                        select id, at, brief::text as brief, coalesce(body::text, brief::text) as body
                        from views where kind = $1 and name = $2 order by at, id limit 2""", kind.text(), name), Views::read);
    }

    /** Those of which several are called so, the latest first, and no more than so many. */
    public List<KeptView> latestNamed(Clients clients, ViewKind kind, String name, int most) {
        return rows.all(clients, Write.of("""
                        select id, at, brief::text as brief
                        from views where kind = $1 and name = $2 order by at desc, id desc limit $3""", kind.text(), name, most), Views::readBrief);
    }

    /** Whether there is one of a later time. */
    public boolean isLaterThan(Instant time, Clients clients, ViewKind kind, String id) {
        return rows.first(
                        clients,
                        Write.of("select id from views where kind = $1 and id = $2 and at > $3", kind.text(), id, time),
                        row -> text(row, "id"))
                .isPresent();
    }

    /** What is served byte for byte. */
    public Optional<byte[]> document(Clients clients, ViewKind kind, String id) {
        return rows.first(
                clients,
                Write.of(
                        "select document from views where kind = $1 and id = $2 and document is not null",
                        kind.text(),
                        id),
                row -> value(row, "document", byte[].class));
    }

    /** Those of these ids, in no order. */
    public List<KeptView> all(Clients clients, ViewKind kind, Collection<String> ids) {
        return rows.all(clients, Write.of("""
                        select id, at, brief::text as brief
                        from views where kind = $1 and id = any($2)""", kind.text(), ids.toArray(String[]::new)), Views::readBrief);
    }

    /** All there are, the oldest first: for what there are few of. */
    public List<KeptView> all(Clients clients, ViewKind kind) {
        return rows.all(clients, Write.of("""
                        select id, at, brief::text as brief
                        from views where kind = $1 order by at, id""", kind.text()), Views::readBrief);
    }

    /** A page, and where the next one begins. */
    public Page<KeptView> list(Clients clients, ViewKind kind, Query query) {
        Cursor from = query.cursor().orElseGet(() -> new Cursor(NEVER, ""));
        List<KeptView> found = rows.all(
                clients,
                Write.of(
                        """
                        select id, at, brief::text as brief from views
                        where kind = $1 and brief @> $2::jsonb and at < $3 and (at, id) < ($4, $5)
                        order by at desc, id desc limit $6""",
                        kind.text(),
                        query.like().json(),
                        query.before().orElse(NEVER),
                        from.at(),
                        from.id(),
                        query.limit() + 1),
                Views::readBrief);
        return Page.of(found, query.limit(), view -> new Cursor(view.at(), view.id()));
    }

    /** Once: lists are long. */
    private static KeptView readBrief(Row row) {
        String brief = text(row, "brief");
        return new KeptView(text(row, "id"), value(row, "at", Instant.class), brief, brief);
    }

    private static KeptView read(Row row) {
        return new KeptView(text(row, "id"), value(row, "at", Instant.class), text(row, "brief"), text(row, "body"));
    }
}
