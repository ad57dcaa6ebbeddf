package dev.infrahub.plananalyzer.domain;

import dev.infrahub.findings.AuthorityRule;
import dev.infrahub.findings.ChangeRule;
import dev.infrahub.findings.GuardedAttributes;
import dev.infrahub.findings.NetworkRules;
import dev.infrahub.findings.PolicyRule;
import dev.infrahub.findings.RoleRule;
import dev.infrahub.findings.Rule;
import dev.infrahub.findings.SensitiveTypes;
import dev.infrahub.findings.StatefulTypes;
import dev.infrahub.findings.StatelessTypes;
import dev.infrahub.findings.WorkloadRule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What each rule reads of each provider, and what no rule reads, by the tables and the rules themselves. */
final class Coverage {

    static final Path PAGE = Given.projectFile("docs/risk-coverage.md");
    static final Path RULES = Given.projectFile("docs/risk-rules.md");

    private static final String BEGIN = "<!-- coverage, made by CoverageTests -->\n";
    private static final String END = "<!-- end of coverage -->\n";

    private static final List<String> PROVIDERS = List.of(
            "aws",
            "awscc",
            "azurerm",
            "google",
            "kubernetes",
            "oci",
            "alicloud",
            "scaleway",
            "digitalocean",
            "hcloud",
            "openstack",
            "cloudflare",
            "mongodbatlas",
            "snowflake",
            "confluent",
            "github",
            "vault");

    /** What happens to a resource is judged whatever its type. */
    private static final Set<Rule> OF_EVERY_TYPE =
            EnumSet.of(Rule.RESOURCE_DESTROYED, Rule.RESOURCE_REPLACED, Rule.FORGOTTEN);

    private Coverage() {}

    static Set<String> types() {
        Set<String> types = new TreeSet<>(StatelessTypes.TABLE.types());
        types.addAll(StatefulTypes.TABLE.entries().keySet());
        types.addAll(GuardedAttributes.TABLE.byType().keySet());
        types.addAll(PolicyRule.types());
        types.addAll(RoleRule.types());
        types.addAll(NetworkRules.TABLE.byType().keySet());
        types.addAll(WorkloadRule.WORKLOADS);
        return types;
    }

    /** The types whose values a rule reads, or whose destruction it judges by a table. */
    static Set<String> read(Rule rule) {
        Predicate<String> reads = switch (rule) {
            case DATA_DESTROYED, DATA_REPLACED ->
                type -> isOf(
                        type,
                        EnumSet.of(
                                StatefulTypes.Kind.DATA,
                                StatefulTypes.Kind.KEY,
                                StatefulTypes.Kind.ZONE,
                                StatefulTypes.Kind.NAME,
                                StatefulTypes.Kind.CLUSTER));
            case LOSS_POSSIBLE -> type -> isOf(type, EnumSet.of(StatefulTypes.Kind.POSSIBLE));
            case VALUE_REGENERATED -> type -> isOf(type, EnumSet.of(StatefulTypes.Kind.GENERATED));
            case IAM_REPLACED -> AuthorityRule::speaksOf;
            default -> type -> ChangeRule.readingAny(type).contains(rule) || isGuard(type, rule);
        };
        return types().stream().filter(reads).collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isOf(String type, Set<StatefulTypes.Kind> kinds) {
        return StatefulTypes.TABLE
                .of(type)
                .filter(entry -> kinds.contains(entry.kind()))
                .isPresent();
    }

    private static boolean isGuard(String type, Rule rule) {
        return GuardedAttributes.TABLE.of(type).stream()
                .anyMatch(entry -> entry.rule() == rule && entry.on().contains(GuardedAttributes.On.DELETE));
    }

    static Set<String> unread() {
        return types().stream()
                .filter(type -> SensitiveTypes.has(type) && !NotJudged.reads(type))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Rule> rules() {
        List<Rule> rules = new ArrayList<>(List.of(Rule.values()));
        rules.removeIf(rule -> rule.id().startsWith("plan.") || OF_EVERY_TYPE.contains(rule) || rule == Rule.RUNS_CODE);
        return rules;
    }

    private static Map<String, Long> counted(Collection<String> types) {
        return types.stream().collect(Collectors.groupingBy(StatelessTypes::provider, Collectors.counting()));
    }

    /** The part of the rules' page. */
    static String matrix() {
        StringBuilder table = new StringBuilder(BEGIN + "\n| rule | " + String.join(" | ", PROVIDERS) + " |\n|---|"
                + "---|".repeat(PROVIDERS.size()) + "\n");
        for (Rule rule : rules()) {
            row(table, "`" + rule.id() + "`", read(rule));
        }
        row(table, "known to lose nothing", StatelessTypes.TABLE.types());
        row(table, "**not read**: rights and workloads", unread());
        return table.append('\n').append(END).toString();
    }

    private static void row(StringBuilder table, String title, Collection<String> types) {
        Map<String, Long> counts = counted(types);
        table.append("| ").append(title).append(" | ");
        table.append(PROVIDERS.stream()
                .map(provider ->
                        counts.containsKey(provider) ? counts.get(provider).toString() : "–")
                .collect(Collectors.joining(" | ")));
        table.append(" |\n");
    }

    static String withMatrix(String rulesPage) {
        int begin = rulesPage.indexOf(BEGIN);
        int end = rulesPage.indexOf(END);
        return rulesPage.substring(0, begin) + matrix() + rulesPage.substring(end + END.length());
    }

    /** The page with the names. */
    static String page() {
        StringBuilder page = new StringBuilder("""
            # What the risk rules read

            Made by `CoverageTests` (`-Dhub.scorecard.write=true`) from the rules and their tables, and held equal to them;
            the rules themselves are [here](risk-rules.md). What is destroyed or replaced is judged whatever its type, by
            [`stateful-types.tsv`](../platform/findings/src/main/resources/dev/infrahub/findings/stateful-types.tsv) and
            [`stateless-types.txt`](../platform/findings/src/main/resources/dev/infrahub/findings/stateless-types.txt).

            ## Read

            Types whose values a rule reads where they are made or changed, and guards whose destruction it judges.

            """);
        for (Rule rule : rules()) {
            if (!rule.id().startsWith("data.") || rule == Rule.ONE_WAY_CHANGE) {
                section(page, "`" + rule.id() + "`", read(rule));
            }
        }
        page.append("""
            ## Not read

            Types that say who may do or reach what, or that run what is inside them, and whose values no rule reads. Where
            one is made or changed, that is said, and the plan is no standard change (`plan.not-judged`). Of other types that no
            rule reads the plan's `limits` tell the names.

            """);
        section(page, "Rights and workloads", unread());
        return page.toString();
    }

    private static void section(StringBuilder page, String title, Set<String> types) {
        page.append("### ").append(title).append("\n\n");
        Map<String, Set<String>> byProvider = new LinkedHashMap<>();
        PROVIDERS.forEach(provider -> byProvider.put(provider, new TreeSet<>()));
        types.forEach(type -> byProvider
                .computeIfAbsent(StatelessTypes.provider(type), _ -> new TreeSet<>())
                .add(type));
        Set<String> nothing = new HashSet<>();
        byProvider.forEach((provider, names) -> {
            if (names.isEmpty()) {
                nothing.add(provider);
            } else {
                page.append("- **%s** (%d): %s\n"
                        .formatted(
                                provider,
                                names.size(),
                                names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "))));
            }
        });
        if (!nothing.isEmpty()) {
            page.append("- nothing of ")
                    .append(PROVIDERS.stream().filter(nothing::contains).collect(Collectors.joining(", ")))
                    .append('\n');
        }
        page.append('\n');
    }
}
