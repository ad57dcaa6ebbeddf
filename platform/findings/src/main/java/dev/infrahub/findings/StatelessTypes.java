package dev.infrahub.findings;

import dev.infrahub.json.Parts;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The resource types of which nothing is lost, because the code makes them again.
 *
 * @param types listed by name
 * @param endings hold for every provider of the list: also for a type that came later
 * @param providers those of the list
 */
public record StatelessTypes(Set<String> types, List<String> endings, Set<String> providers) {

    public static final StatelessTypes TABLE = of(
            TabSeparated.rows("stateless-types.txt").stream().map(row -> row[0]).toList());

    /** Their resources exist in the state alone, or as a file beside it. */
    private static final Set<String> LOGICAL =
            Set.of("null", "terraform", "local", "time", "archive", "random", "tls", "cloudinit", "template");

    private static final char ENDING = '*';

    private static StatelessTypes of(List<String> lines) {
        Set<String> types =
                lines.stream().filter(line -> line.charAt(0) != ENDING).collect(Collectors.toUnmodifiableSet());
        return new StatelessTypes(
                types,
                lines.stream()
                        .filter(line -> line.charAt(0) == ENDING)
                        .map(line -> line.substring(1))
                        .toList(),
                types.stream().map(StatelessTypes::provider).collect(Collectors.toUnmodifiableSet()));
    }

    boolean has(String type) {
        return types.contains(type)
                || isLogical(type)
                || (providers.contains(provider(type)) && endings.stream().anyMatch(type::endsWith));
    }

    public static boolean isLogical(String type) {
        return LOGICAL.contains(provider(type));
    }

    public static String provider(String type) {
        return Parts.first(type, '_');
    }
}
