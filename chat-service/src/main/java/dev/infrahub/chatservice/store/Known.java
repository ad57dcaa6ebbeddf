package dev.infrahub.chatservice.store;

import dev.infrahub.chatservice.domain.Filter;
import dev.infrahub.chatservice.domain.Kind;
import dev.infrahub.chatservice.domain.Names;
import dev.infrahub.chatservice.domain.Understanding;
import dev.infrahub.events.Columns;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Names of what a reader may be told of. */
public final class Known {

    private static final String EVERYBODY = """
            select name, id from (
                select client, approved_by_name name, approved_by id from heard_approvals
                union select client, requested_by_name, requested_by from heard_changes) p""";

    /** A column as {@link Names#joined} has it. */
    private static final String JOINED = "regexp_replace(lower(%s), '[^[:alnum:]]', '', 'g')";

    private Known() {}

    /** Which of these, in lower case, are names. */
    public static Names of(Rows rows, Collection<String> candidates) {
        Map<String, Set<String>> modules = new HashMap<>();
        rows.all(
                        "names of modules",
                        from(rows, "select module from heard_modules", "client")
                                .oneIsOneOf(candidates, "lower(module)", JOINED.formatted("module")),
                        "order by client, module",
                        row -> Columns.text(row, "module"))
                .forEach(name -> Understanding.putJoined(modules, name));
        return new Names(
                modules,
                clients(rows, candidates),
                changes(rows, candidates),
                people(rows, candidates),
                environments(rows));
    }

    private static Map<String, Set<String>> clients(Rows rows, Collection<String> candidates) {
        Map<String, Set<String>> clients = new HashMap<>();
        rows.reach().clients().stream()
                .filter(client -> candidates.contains(client.toLowerCase(Locale.ROOT)))
                .forEach(client -> Understanding.put(clients, client, client));
        rows.all(
                        "names of clients",
                        from(rows, "select distinct client from heard_modules", "client")
                                .oneOf("lower(client)", candidates),
                        "order by client",
                        row -> Columns.text(row, "client"))
                .forEach(client -> Understanding.put(clients, client, client));
        return clients;
    }

    private static Map<String, Set<String>> changes(Rows rows, Collection<String> candidates) {
        Map<String, Set<String>> changes = new HashMap<>();
        rows.of(
                        Kind.CHANGE,
                        "changes",
                        from(rows, "select change_id from heard_changes", "client")
                                .oneIsOneOf(candidates, "lower(change_id)", JOINED.formatted("change_id")),
                        "order by change_id",
                        row -> Columns.text(row, "change_id"))
                .forEach(id -> Understanding.putJoined(changes, id));
        return changes;
    }

    private record Person(String name, String id) {}

    /** By the whole name, the first or the last of it, and by the id. */
    private static Map<String, Set<String>> people(Rows rows, Collection<String> candidates) {
        Map<String, Set<String>> people = new HashMap<>();
        List<Person> known = rows.of(
                Kind.CHANGE,
                "people",
                from(rows, EVERYBODY, "p.client")
                        .oneIsOneOf(
                                candidates,
                                "lower(name)",
                                "split_part(lower(name), ' ', 1)",
                                "split_part(lower(name), ' ', -1)",
                                "lower(id)",
                                "split_part(lower(id), ':', 2)"),
                "order by name, id",
                row -> new Person(Columns.text(row, "name"), Columns.text(row, "id")));
        for (Person person : known) {
            String name = person.name().toLowerCase(Locale.ROOT);
            String id = person.id().toLowerCase(Locale.ROOT);
            for (String key : List.of(
                    name,
                    name.substring(0, end(name)),
                    name.substring(name.lastIndexOf(' ') + 1),
                    id,
                    id.substring(id.indexOf(':') + 1))) {
                if (candidates.contains(key)) {
                    Understanding.put(people, key, person.name());
                }
            }
        }
        return people;
    }

    private static int end(String name) {
        int space = name.indexOf(' ');
        return space < 0 ? name.length() : space;
    }

    private static Map<String, Set<String>> environments(Rows rows) {
        Map<String, Set<String>> environments = new HashMap<>();
        for (String table : List.of("heard_plans", "heard_drift_scans", "heard_changes")) {
            rows.all(
                            "names of environments",
                            from(rows, "select distinct environment from " + table, "client")
                                    .and("environment is not null"),
                            "order by environment",
                            row -> Columns.text(row, "environment"))
                    .forEach(name -> Understanding.put(environments, name, name));
        }
        return environments;
    }

    /** One that examples can be made of. */
    public record Example(String client, String module) {}

    public static Optional<Example> example(Rows rows) {
        return rows.first(
                from(rows, "select client, module from heard_modules", "client"),
                "order by client, module",
                row -> new Example(Columns.text(row, "client"), Columns.text(row, "module")));
    }

    private static Where from(Rows rows, String select, String client) {
        return new Where(select, rows.reach(), Filter.NONE, client);
    }
}
