package dev.infrahub.chatservice.domain;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Of which kinds of facts an answer tells, and which of them its reader may not read.
 *
 * @param kinds those that may be told
 * @param forbidden the first of what the question is about, where none of that may be told: then nothing is answered
 * @param untold a sentence for each kind that is left out of an answer
 */
public record Told(Set<Kind> kinds, Optional<Kind> forbidden, List<String> untold) {

    public Told {
        kinds = Set.copyOf(kinds);
        untold = List.copyOf(untold);
    }

    public static Told of(Question question, Understood asked, Reach reach) {
        List<Kind> about = about(question, asked);
        Set<Kind> kinds = Stream.concat(about.stream(), beside(question).stream())
                .filter(reach::may)
                .collect(Collectors.toUnmodifiableSet());
        boolean isForbidden = !about.isEmpty() && about.stream().noneMatch(reach::may);
        return new Told(
                kinds,
                isForbidden ? Optional.of(about.getFirst()) : Optional.empty(),
                Stream.concat(about.stream().skip(isForbidden ? 1 : 0), beside(question).stream())
                        .filter(kind -> !reach.may(kind))
                        .map(Unanswered::untold)
                        .toList());
    }

    /** What the question is about. */
    private static List<Kind> about(Question question, Understood asked) {
        return switch (question) {
            case DRIFT -> List.of(Kind.DRIFT);
            case PLANS, RISKIEST_PLANS, DESTROYED, NOT_PLANNED -> List.of(Kind.PLAN);
            case CHANGES, WAITING_CHANGES, APPROVALS -> List.of(Kind.CHANGE);
            case SECRETS, SECRETS_NEWS -> List.of(Kind.SECRET);
            case CERTIFICATES -> List.of(Kind.CERTIFICATE);
            case EVIDENCE -> List.of(Kind.EVIDENCE);
            case FAILURES -> List.of(Kind.FAILURE);
            case MODEL_COST -> List.of(Kind.USAGE);
            case NOT_SCANNED -> scans(asked);
            case COMPARE, OWNER, COUNTS, MODULES, CLIENTS, SUMMARY, HELP, FUTURE, DOCUMENTS -> List.of();
        };
    }

    /** For which of the two is scanned; both where neither is named. */
    private static List<Kind> scans(Understood asked) {
        boolean isOne = asked.has(Concept.SECRET) != asked.has(Concept.DRIFT);
        return isOne ? List.of(asked.has(Concept.SECRET) ? Kind.SECRET : Kind.DRIFT) : List.of(Kind.DRIFT, Kind.SECRET);
    }

    /** What is told with the rest where the reader may read it. */
    private static List<Kind> beside(Question question) {
        return switch (question) {
            case SUMMARY, COUNTS, COMPARE -> List.of(Kind.PLAN, Kind.CHANGE, Kind.SECRET);
            case DRIFT,
                    PLANS,
                    RISKIEST_PLANS,
                    DESTROYED,
                    NOT_PLANNED,
                    CHANGES,
                    WAITING_CHANGES,
                    APPROVALS,
                    SECRETS,
                    SECRETS_NEWS,
                    CERTIFICATES,
                    EVIDENCE,
                    FAILURES,
                    MODEL_COST,
                    NOT_SCANNED,
                    OWNER,
                    MODULES,
                    CLIENTS,
                    HELP,
                    FUTURE,
                    DOCUMENTS -> List.of();
        };
    }
}
