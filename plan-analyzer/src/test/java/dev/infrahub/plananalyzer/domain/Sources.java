package dev.infrahub.plananalyzer.domain;

import dev.infrahub.findings.TabSeparated;
import dev.infrahub.json.Parts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the rows of the risk tables rest on: the page of the type that a row is about. */
final class Sources {

    static final Path PAGE = Given.projectFile("docs/risk-sources.md");

    private static final String OF_DATA = "data.";
    private static final char ANY = '*';

    private static final List<Row> PAGES =
            TabSeparated.rows("provider-pages.tsv").stream().map(Row::of).toList();

    private Sources() {}

    /** One row: types, where their provider is, and the page of each. */
    private record Row(String types, String provider, String page) {

        private static Row of(String[] row) {
            return new Row(row[0], row[1], row[2]);
        }

        private boolean fits(String type) {
            int star = types.indexOf(ANY);
            return star < 0
                    ? types.equals(type)
                    : type.length() >= types.length() - 1
                            && type.startsWith(types.substring(0, star))
                            && type.endsWith(types.substring(star + 1));
        }

        private String url(String type, String section) {
            int star = types.indexOf(ANY);
            String any = star < 0 ? "" : type.substring(star, type.length() - (types.length() - star - 1));
            String name = page.replace("*", any);
            return provider.equals("arm")
                    ? "https://learn.microsoft.com/azure/templates/" + name
                    : "https://registry.terraform.io/providers/%s/latest/docs/%s/%s".formatted(provider, section, name);
        }
    }

    /** The page of a type, also of a data source: {@code data.aws_iam_policy_document}. */
    static Optional<String> page(String type) {
        String section = type.startsWith(OF_DATA) ? "data-sources" : "resources";
        return row(type).map(row -> row.url(plain(type), section));
    }

    private static String plain(String type) {
        return type.startsWith(OF_DATA) ? type.substring(OF_DATA.length()) : type;
    }

    private static Optional<Row> row(String type) {
        return PAGES.stream().filter(row -> row.fits(plain(type))).findFirst();
    }

    /** Rows of pages that no type of the tables has. */
    static List<String> inVain() {
        Set<String> used = types().values().stream()
                .flatMap(List::stream)
                .flatMap(type -> row(type).stream())
                .map(Row::types)
                .collect(Collectors.toSet());
        return PAGES.stream()
                .map(Row::types)
                .filter(types -> !used.contains(types))
                .toList();
    }

    /** The types that the rows of each table are about, a type as often as there are rows. */
    static Map<String, List<String>> types() {
        Map<String, List<String>> types = new LinkedHashMap<>();
        types.put("stateful-types.tsv", column("stateful-types.tsv", 0).toList());
        types.put(
                "stateless-types.txt",
                column("stateless-types.txt", 0).filter(Sources::isType).toList());
        types.put("guarded-attributes.tsv", column("guarded-attributes.tsv", 2).toList());
        types.put(
                "network-rules.tsv",
                column("network-rules.tsv", 0)
                        .flatMap(names -> Parts.of(names, ',').stream())
                        .toList());
        types.put("policy-documents.tsv", column("policy-documents.tsv", 0).toList());
        types.put("role-grants.tsv", column("role-grants.tsv", 0).toList());
        types.put("replaces-others.tsv", column("replaces-others.tsv", 1).toList());
        return types;
    }

    private static boolean isType(String name) {
        return name.charAt(0) != ANY;
    }

    private static Stream<String> column(String table, int index) {
        return TabSeparated.rows(table).stream().map(row -> row[index]);
    }

    static String page() {
        Map<String, Map<String, Integer>> rows = new TreeMap<>();
        Map<String, String> examples = new TreeMap<>();
        types().forEach((table, types) -> types.forEach(type -> {
            String provider = provider(plain(type));
            rows.computeIfAbsent(provider, _ -> new LinkedHashMap<>()).merge(table, 1, Integer::sum);
            if (type.indexOf(ANY) < 0) {
                examples.merge(provider, type, (one, other) -> one.compareTo(other) <= 0 ? one : other);
            }
        }));
        List<String> tables = new ArrayList<>(types().keySet());
        StringBuilder page = new StringBuilder(INTRODUCTION);
        page.append("| provider | ").append(String.join(" | ", tables)).append(" | a page of it |\n");
        page.append("|---".repeat(tables.size() + 2)).append("|\n");
        rows.forEach((provider, counts) -> {
            page.append("| `").append(provider).append("` |");
            tables.forEach(table -> page.append(' ')
                    .append(counts.containsKey(table) ? counts.get(table).toString() : "–")
                    .append(" |"));
            String example = Objects.requireNonNull(examples.get(provider), provider);
            page.append(" [`%s`](%s) |\n".formatted(example, page(example).orElseThrow()));
        });
        return page.toString();
    }

    private static String provider(String type) {
        return Parts.first(Parts.first(type, ':'), '_');
    }

    private static final String INTRODUCTION = """
            # What the risk tables rest on

            Made by `SourcesTests` (`-Dhub.scorecard.write=true`) from the tables, and held equal to them. A row about a type rests
            on the page of that type in its provider's documentation, and which page that is follows from the type, by
            [`provider-pages.tsv`](../platform/findings/src/main/resources/dev/infrahub/findings/provider-pages.tsv). A type that
            only earlier versions of a provider had is on the page of the last version that had it, which the Registry keeps. A
            test holds that every such row has a page.

            Rows about other things name what they rest on where they stand:

            | table | rests on |
            |---|---|
            | [`leads-to-more.tsv`](../platform/findings/src/main/resources/dev/infrahub/findings/leads-to-more.tsv) | a published list of ways to more rights, in the last column of each row: DataDog's pathfinding.cloud, Rhino Security Labs, cloudsplaining, SpecterOps' BloodHound, Kubernetes' good practices, Vault's documentation |
            | [`role-words.tsv`](../platform/findings/src/main/resources/dev/infrahub/findings/role-words.tsv) | the cloud's own reference of its roles and policies, list by list, at its head |
            | [`condition-keys.tsv`](../platform/findings/src/main/resources/dev/infrahub/findings/condition-keys.tsv) | AWS IAM, global condition context keys, and the Service Authorization Reference |
            | [`federated-issuers.tsv`](../platform/findings/src/main/resources/dev/infrahub/findings/federated-issuers.tsv) | each issuer's own page about OpenID Connect, and AWS IAM's list of shared identity providers |
            | [`sensitive-types.tsv`](../platform/findings/src/main/resources/dev/infrahub/findings/sensitive-types.tsv), [`lowered-guards.tsv`](../platform/findings/src/main/resources/dev/infrahub/findings/lowered-guards.tsv) | nobody's list: words that names of types and attributes are made of, by which the hub says that it does not know |

            ## Rows about types

            """;
}
