package dev.infrahub.findings;

import dev.infrahub.json.Parts;
import dev.infrahub.terraform.ResourceChange;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which types say who may do or reach what, or run what is inside them: firewalls, policies, identities, workloads. */
public final class SensitiveTypes {

    private static final List<String[]> TABLE = TabSeparated.rows("sensitive-types.tsv");

    private static final Set<String> RIGHTS = marks("right");
    private static final Set<String> PHRASES = marks("phrase");
    private static final Set<String> ROUTINES = marks("routine");
    private static final Set<String> PROVIDERS = marks("provider");
    private static final Set<String> WORKLOADS = marks("workload");
    private static final Set<String> INSIDE = marks("inside");
    private static final Set<String> HARMLESS = marks("harmless");
    private static final Set<String> PROGRAMS = marks("program");
    private static final Set<String> JOBS = marks("job");

    private SensitiveTypes() {}

    public static boolean has(String type) {
        List<String> words = Parts.of(type, '_');
        boolean ofRights =
                !Collections.disjoint(words, RIGHTS) || PHRASES.stream().anyMatch(type::contains);
        return isWorkload(type)
                || PROVIDERS.contains(words.getFirst())
                || (ofRights && Collections.disjoint(words, ROUTINES));
    }

    /** Runs what is inside it. */
    public static boolean isWorkload(String type) {
        return WORKLOADS.contains(type)
                || (INSIDE.stream().anyMatch(type::endsWith)
                        && HARMLESS.stream().noneMatch(type::contains));
    }

    /** Runs, calls or starts something while it is applied. */
    public static boolean runsAtApply(ResourceChange change) {
        return switch (change.action()) {
            case CREATE, UPDATE, REPLACE, SUPERSEDE, UNKNOWN ->
                PROGRAMS.contains(change.type()) || JOBS.contains(change.type());
            case DELETE -> PROGRAMS.contains(change.type());
            case READ, NO_OP, FORGET -> false;
        };
    }

    private static Set<String> marks(String kind) {
        return TABLE.stream()
                .filter(row -> row[0].equals(kind))
                .map(row -> row[1])
                .collect(Collectors.toUnmodifiableSet());
    }
}
