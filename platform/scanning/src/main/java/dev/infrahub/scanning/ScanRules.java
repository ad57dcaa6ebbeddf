package dev.infrahub.scanning;

import dev.infrahub.secrets.Finding;
import dev.infrahub.secrets.Secrets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a scan looks for: what the hub recognises, and what a team does. Where both find the same, it is the team's. */
public final class ScanRules {

    /** What the hub recognises. */
    public static final ScanRules OF_THE_HUB = new ScanRules(true, Set.of(), List.of(), List.of(), List.of());

    private static final String ALLOWED = "allowlist";

    private static final Comparator<Found> BY_PLACE =
            Comparator.comparingInt(Found::start).thenComparing(Found::ruleId);

    private final boolean usesHub;
    private final Set<String> disabled;
    private final Map<String, TeamRule> team;
    private final List<Allowlist> allowlists;
    private final List<String> notes;

    /**
     * @param usesHub whether the hub's rules count too
     * @param disabled ids of rules of the hub that do not
     * @param team one without an expression says more about the rule of the hub of its id, or finds files by their paths
     * @param allowlists for the findings of every rule
     * @param notes on what could not be used, a sentence each
     */
    ScanRules(
            boolean usesHub,
            Set<String> disabled,
            List<TeamRule> team,
            List<Allowlist> allowlists,
            List<String> notes) {
        this.usesHub = usesHub;
        this.disabled = new HashSet<>(disabled);
        this.team =
                team.stream().collect(Collectors.toMap(TeamRule::id, Function.identity(), (a, _) -> a, TreeMap::new));
        this.allowlists = allowlists;
        this.notes = notes;
        // it is in place of the hub's
        team.stream().filter(rule -> rule.regex().isPresent()).map(TeamRule::id).forEach(this.disabled::add);
    }

    /** What could not be used of what a team says, a sentence each. */
    public List<String> notes() {
        return notes;
    }

    /** What is said of the findings of a rule. */
    public RuleNote note(String id) {
        TeamRule rule = team.get(id);
        return rule == null || rule.description().isEmpty()
                ? RuleNote.of(id)
                : RuleNote.of(id).titled(rule.description());
    }

    /**
     * A credential in a text.
     *
     * @param allowedBy what takes it for none
     */
    record Found(String ruleId, int start, int end, Optional<String> allowedBy) {}

    /** The credentials in a file, in order. */
    List<Found> in(String path, String text) {
        List<Finding> ofHub = usesHub ? Secrets.inFile(path, text) : List.of();
        return team.isEmpty() && allowlists.isEmpty() && disabled.isEmpty()
                ? ofHub.stream().map(ScanRules::plain).toList()
                : judged(new FileText(path, text), ofHub);
    }

    private static Found plain(Finding finding) {
        return new Found(finding.ruleId(), finding.start(), finding.end(), Optional.empty());
    }

    private List<Found> judged(FileText file, List<Finding> ofHub) {
        List<Allowlist.Judge> judges = judges(allowlists, file);
        List<Found> found = new ArrayList<>();
        team.values().stream()
                .filter(rule -> rule.isAbout(file.path()))
                .forEach(rule -> found.addAll(judged(file, rule, rule.matches(file), judges)));
        NavigableMap<Integer, Integer> told = ends(found);
        ofHub.stream()
                .filter(one -> !disabled.contains(one.ruleId()) && !overlaps(told, one))
                .collect(Collectors.groupingBy(
                        Finding::ruleId,
                        Collectors.mapping(one -> Match.of(one.start(), one.end()), Collectors.toList())))
                .forEach((id, matches) ->
                        found.addAll(judged(file, team.getOrDefault(id, TeamRule.plain(id)), matches, judges)));
        found.sort(BY_PLACE);
        return found;
    }

    private static List<Allowlist.Judge> judges(List<Allowlist> lists, FileText file) {
        return lists.stream().map(list -> list.judge(file)).toList();
    }

    private static List<Found> judged(FileText file, TeamRule rule, List<Match> matches, List<Allowlist.Judge> ofAll) {
        if (matches.isEmpty() || !rule.isAbout(file.path())) {
            return List.of();
        }
        List<Allowlist.Judge> judges = Stream.concat(ofAll.stream(), judges(rule.allowlists(), file).stream())
                .toList();
        return matches.stream()
                .filter(match -> rule.isRandom(file.secret(match)))
                .map(match -> new Found(
                        rule.id(),
                        match.secretStart(),
                        match.secretEnd(),
                        judges.stream().anyMatch(judge -> judge.allows(match))
                                ? Optional.of(ALLOWED)
                                : Optional.empty()))
                .toList();
    }

    /** By where one begins that counts, the furthest end of all that begin no later. */
    private static NavigableMap<Integer, Integer> ends(List<Found> found) {
        NavigableMap<Integer, Integer> ends = new TreeMap<>();
        int furthest = 0;
        for (Found one : found.stream().sorted(BY_PLACE).toList()) {
            if (one.allowedBy().isEmpty()) {
                furthest = Math.max(furthest, one.end());
                ends.put(one.start(), furthest);
            }
        }
        return ends;
    }

    private static boolean overlaps(NavigableMap<Integer, Integer> ends, Finding finding) {
        Map.Entry<Integer, Integer> before = ends.lowerEntry(finding.end());
        return before != null && before.getValue() > finding.start();
    }

    /** Files that are found by their path alone. */
    List<Found> named(String path) {
        return team.values().stream()
                .filter(rule -> rule.isOfFiles() && !isOfHub(rule.id()) && rule.isAbout(path))
                .map(rule -> new Found(
                        rule.id(),
                        0,
                        0,
                        Stream.concat(allowlists.stream(), rule.allowlists().stream())
                                        .anyMatch(list -> list.allows(path))
                                ? Optional.of(ALLOWED)
                                : Optional.empty()))
                .toList();
    }

    private boolean isOfHub(String id) {
        return usesHub && RuleNote.isKnown(id);
    }
}
