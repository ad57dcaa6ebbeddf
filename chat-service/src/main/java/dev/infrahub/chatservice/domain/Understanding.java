package dev.infrahub.chatservice.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How a message is understood: names that are known, times, then words. Each word is looked at a few times, whatever it is. */
public final class Understanding {

    private static final Set<Concept> SAYS_NO_TOPIC = EnumSet.of(
            Concept.A_MODULE,
            Concept.A_CLIENT,
            Concept.A_CHANGE,
            Concept.A_PERSON,
            Concept.A_RISK,
            Concept.FOLLOW,
            Concept.PRONOUN,
            Concept.LIST,
            Concept.LAST,
            Concept.MODULE,
            Concept.CLIENT,
            Concept.NEW,
            Concept.OPEN,
            Concept.WHY);

    private static final Set<String> BEFORE_MODULE =
            Set.of("module", "modules", "stack", "component", "workspace", "called", "named");
    private static final Set<String> AFTER_MODULE = Set.of("module", "modules", "stack", "component", "workspace");
    private static final Set<String> BEFORE_CLIENT = Set.of("client", "customer", "tenant", "clients", "customers");
    private static final Set<String> BEFORE_CHANGE = Set.of("change", "ticket", "request", "rfc", "cr");
    private static final Set<String> BEFORE_A_NAME = Set.of(
            "of", "for", "in", "on", "at", "by", "from", "about", "did", "does", "has", "to", "with", "is", "was");

    private static final List<Set<String>> SAME_ENVIRONMENTS = List.of(
            Set.of("production", "prod", "prd"),
            Set.of("staging", "stage", "stg", "preprod", "pre-production"),
            Set.of("development", "dev"),
            Set.of("test", "testing", "tst", "qa", "uat"));

    private static final Set<String> RISKS = Set.of("low", "medium", "high", "critical");
    private static final Set<String> AFTER_RISK = Set.of(
            "risk",
            "severity",
            "or",
            "and",
            "plan",
            "plans",
            "change",
            "changes",
            "drift",
            "finding",
            "findings",
            "secret",
            "secrets",
            "module",
            "modules",
            "ones");
    private static final Set<String> DID = Set.of("did", "does", "has", "is", "was");
    private static final Set<String> ANYTHING = Set.of(
            "we",
            "it",
            "they",
            "he",
            "she",
            "i",
            "you",
            "anything",
            "something",
            "nothing",
            "everything",
            "anybody",
            "anyone",
            "somebody",
            "someone",
            "nobody",
            "any",
            "all",
            "the",
            "there",
            "this",
            "that",
            "one",
            "been",
            "a");
    private static final Set<Concept> DEEDS =
            EnumSet.of(Concept.DRIFT, Concept.CHANGE, Concept.FAIL, Concept.APPROVE, Concept.IMPLEMENTED);

    /** What there may be a last of. */
    private static final Set<Concept> THINGS = EnumSet.of(
            Concept.CHANGE, Concept.PLAN, Concept.PIPELINE, Concept.CERTIFICATE, Concept.EVIDENCE, Concept.APPROVE);

    /** Words between the last and what it is of, such as a module's name. */
    private static final int BETWEEN = 3;

    private static final Map<String, String> SHORT_RISKS =
            Map.of("crit", "critical", "crits", "critical", "med", "medium");

    private static final String RISK_TAIL = "-risk";

    private final List<Word> words;
    private final Names names;
    private final boolean[] taken;
    private final Set<Concept> concepts = EnumSet.noneOf(Concept.class);
    private final Set<String> modules = new LinkedHashSet<>();
    private final Set<String> clients = new LinkedHashSet<>();
    private final Set<String> changes = new LinkedHashSet<>();
    private final Set<String> people = new LinkedHashSet<>();
    private final Set<String> environments = new LinkedHashSet<>();
    private final Set<String> risks = new LinkedHashSet<>();
    private boolean begins;

    private Understanding(String message, Names names) {
        this.words = Words.of(message);
        this.names = names;
        this.taken = new boolean[words.size()];
    }

    /** By what was said before, the oldest first. */
    public static Understood of(String message, Instant now, List<Turn> before, Names names) {
        Optional<Understood> context = Optional.empty();
        for (Turn turn : before) {
            context = Optional.of(of(turn.asked(), turn.at(), context, names));
        }
        if (!before.isEmpty()) {
            String answered = before.getLast().answered();
            context = context.map(one -> focused(one, answered, names));
        }
        return of(message, now, context, names);
    }

    /**
     * What is meant by a question that was picked, where no rule knew one: what the message itself names counts first.
     *
     * @param about names and times that were repeated with it. A word of the message that may be a name, though nobody's, counts as one
     *     where it is repeated: of a message in another language most words would
     */
    public static Understood picked(Understood understood, Question question, String about, Instant now, Names names) {
        Understood repeated = of(about, now, Optional.empty(), names);
        Set<Concept> concepts = EnumSet.noneOf(Concept.class);
        concepts.addAll(understood.concepts());
        concepts.addAll(repeated.concepts());
        return new Understood(
                Optional.of(question),
                concepts,
                merged(understood.filter(), repeated.filter(), true, true),
                understood.periods().isEmpty() ? repeated.periods() : understood.periods(),
                understood.unknown().stream()
                        .filter(repeated.unknown()::contains)
                        .toList());
    }

    /** What an answer told of one change or one module alone, that is what is meant by it. */
    private static Understood focused(Understood understood, String answered, Names names) {
        Filter filter = understood.filter();
        Understanding answer = new Understanding(answered, names);
        answer.findNames();
        if (filter.changes().isEmpty() && answer.changes.size() == 1) {
            filter = filter.ofChanges(answer.changes);
        }
        if (filter.modules().isEmpty() && answer.modules.size() == 1) {
            filter = filter.ofModules(answer.modules);
        }
        return understood.about(filter);
    }

    private static Understood of(String message, Instant now, Optional<Understood> before, Names names) {
        Understanding understanding = new Understanding(message, names);
        understanding.findNames();
        List<Period> periods = understanding.findTimes(now);
        understanding.findRisks();
        understanding.findEnvironments();
        understanding.findConcepts();
        return understanding.understood(periods, before);
    }

    private Understood understood(List<Period> periods, Optional<Understood> before) {
        Filter filter = new Filter(
                clients,
                modules,
                environments,
                risks,
                changes,
                people,
                periods.stream().findFirst());
        if (periods.size() > 1) {
            concepts.add(Concept.A_SECOND_TIME);
        }
        List<String> unknown = unknown();
        boolean hasTopic = concepts.stream().anyMatch(concept -> !SAYS_NO_TOPIC.contains(concept));
        boolean refers = concepts.contains(Concept.PRONOUN) && modules.isEmpty() && changes.isEmpty();
        boolean follows = before.isPresent() && (!hasTopic || begins || refers);
        Optional<Question> own = Rules.question(concepts);
        if (!follows) {
            return new Understood(own, concepts, filter, periods, unknown);
        }
        Understood said = before.orElseThrow();
        Optional<Question> question =
                hasTopic ? own.or(said::question) : said.question().or(() -> own);
        if (!hasTopic) {
            concepts.addAll(said.concepts());
        }
        Filter merged = merged(filter, said.filter(), refers, question.equals(said.question()));
        return new Understood(question, concepts, merged, periods.isEmpty() ? said.periods() : periods, unknown);
    }

    /** What is said anew counts, and of the rest what was said before. */
    private static Filter merged(Filter own, Filter before, boolean refers, boolean asksTheSame) {
        boolean namesNothing = !own.names();
        return new Filter(
                own.clients().isEmpty() && own.modules().isEmpty() ? before.clients() : own.clients(),
                namesNothing || (own.modules().isEmpty() && own.clients().isEmpty()) ? before.modules() : own.modules(),
                own.environments().isEmpty() ? before.environments() : own.environments(),
                own.risks().isEmpty() && asksTheSame ? before.risks() : own.risks(),
                namesNothing && (refers || asksTheSame) ? before.changes() : own.changes(),
                own.people().isEmpty() && asksTheSame ? before.people() : own.people(),
                own.period().or(before::period));
    }

    private void findNames() {
        for (int at = 0; at < words.size(); at++) {
            for (int to = Math.min(words.size(), at + Names.LONGEST); to > at; to--) {
                if (isName(at, to)) {
                    take(at, to);
                    at = to - 1;
                    break;
                }
            }
        }
    }

    private boolean isName(int from, int to) {
        String text = Words.join(words, from, to);
        if (to - from == 1 && Lexicon.isWord(text) && !isSaidToBeOne(from)) {
            return false;
        }
        Set<String> asChange = written(names.changes(), text);
        boolean isSaidWhole = to - from == 1 || BEFORE_MODULE.contains(text(from - 1));
        Set<String> asModule = written(names.modules(), text).stream()
                .filter(name -> isSaidWhole || isNoWord(name))
                .collect(Collectors.toSet());
        Set<String> asClient = names.clients().getOrDefault(text, Set.of());
        Set<String> asPerson = names.people().getOrDefault(text, Set.of());
        if (!asClient.isEmpty() && (asModule.isEmpty() || BEFORE_CLIENT.contains(text(from - 1)))) {
            return add(clients, asClient, Concept.A_CLIENT);
        }
        return add(changes, asChange, Concept.A_CHANGE)
                || add(modules, asModule, Concept.A_MODULE)
                || add(people, asPerson, Concept.A_PERSON);
    }

    /** As it is, or with blanks for its hyphens, or without: edge cdn is edge-cdn, and CHG1004 is CHG-1004. */
    private static Set<String> written(Map<String, Set<String>> names, String text) {
        Set<String> asItIs = names.getOrDefault(text, Set.of());
        return asItIs.isEmpty() && Lexicon.of(text).isEmpty()
                ? names.getOrDefault(Names.joined(text), Set.of())
                : asItIs;
    }

    /** Words in a row that make another are by chance: to check out is no checkout. A name with a sign between is made of words. */
    private static boolean isNoWord(String name) {
        return !name.codePoints().allMatch(Character::isLetterOrDigit);
    }

    private boolean add(Set<String> found, Set<String> named, Concept concept) {
        found.addAll(named);
        if (!named.isEmpty()) {
            concepts.add(concept);
        }
        return !named.isEmpty();
    }

    private boolean isSaidToBeOne(int at) {
        return words.get(at).quoted()
                || BEFORE_MODULE.contains(text(at - 1))
                || BEFORE_CLIENT.contains(text(at - 1))
                || AFTER_MODULE.contains(text(at + 1));
    }

    private List<Period> findTimes(Instant now) {
        List<Period> periods = new ArrayList<>();
        for (Times.Told told : Times.in(words, now)) {
            if (isFree(told.from(), told.to())) {
                take(told.from(), told.to());
                periods.add(told.period());
            }
        }
        return periods;
    }

    private void findRisks() {
        for (int at = 0; at < words.size(); at++) {
            String text = SHORT_RISKS.getOrDefault(text(at), text(at));
            String bare = text.endsWith(RISK_TAIL) ? text.substring(0, text.length() - RISK_TAIL.length()) : text;
            boolean isOne =
                    bare.equals("critical") || bare.length() < text.length() || AFTER_RISK.contains(text(at + 1));
            boolean isNext = at > 1 && !risks.isEmpty() && Set.of("or", "and").contains(text(at - 1));
            if (!taken[at] && RISKS.contains(bare) && (isOne || isNext)) {
                take(at, at + 1);
                risks.add(bare);
                concepts.add(Concept.A_RISK);
                if (Set.of("above", "higher", "up", "worse").contains(text(at + 2))) {
                    risks.addAll(bare.equals("medium") ? Set.of("high", "critical") : Set.of("critical"));
                }
            }
        }
    }

    private void findEnvironments() {
        for (int at = 0; at < words.size(); at++) {
            String text = text(at);
            if (taken[at]) {
                continue;
            }
            Set<String> same = SAME_ENVIRONMENTS.stream()
                    .filter(one -> one.contains(text))
                    .findFirst()
                    .orElse(Set.of(text));
            Set<String> known = new HashSet<>();
            same.forEach(one -> known.addAll(names.environments().getOrDefault(one, Set.of())));
            boolean isWord = Lexicon.isWord(text) || text.startsWith("test") || text.equals("stage");
            boolean isPlaced =
                    BEFORE_A_NAME.contains(text(at - 1)) || text(at + 1).startsWith("env");
            boolean isOne = !known.isEmpty() || same.size() > 1;
            if (isOne && (!isWord || isPlaced)) {
                take(at, at + 1);
                environments.addAll(known.isEmpty() ? Set.of(text) : known);
            }
        }
    }

    private void findConcepts() {
        int at = 0;
        while (at < words.size()) {
            int to = Math.min(words.size(), at + Lexicon.LONGEST);
            while (to > at && !(isFree(at, to) && isPhrase(at, to))) {
                to--;
            }
            at = Math.max(to, at + 1);
        }
    }

    private boolean isPhrase(int from, int to) {
        Set<Concept> meant =
                to - from == 1 && !isPlaced(from) ? Lexicon.meant(text(from)) : Lexicon.of(Words.join(words, from, to));
        concepts.addAll(meant);
        begins |= from == 0 && meant.contains(Concept.FOLLOW);
        if (meant.contains(Concept.LAST)) {
            findLast(to);
        }
        if (!meant.isEmpty()) {
            take(from, to);
        }
        return !meant.isEmpty();
    }

    /** Of what it is the last, and whether of one. */
    private void findLast(int from) {
        for (int at = from; at < Math.min(words.size(), from + BETWEEN); at++) {
            if (Lexicon.of(text(at)).stream().anyMatch(THINGS::contains)) {
                concepts.add(text(at).endsWith("s") ? Concept.SEVERAL : Concept.ONE);
                return;
            }
        }
    }

    private List<String> unknown() {
        List<String> unknown = new ArrayList<>();
        for (int at = 0; at < words.size(); at++) {
            if (!taken[at] && isUnknownName(at)) {
                unknown.add(words.get(at).written());
            } else if (!taken[at] && !Lexicon.isWord(text(at))) {
                concepts.add(Concept.A_WORD);
            }
        }
        return unknown;
    }

    private boolean isUnknownName(int at) {
        Word word = words.get(at);
        if (word.quoted()) {
            return true;
        }
        if (isSubject(at)) {
            return true;
        }
        if (Lexicon.isWord(word.text())) {
            return false;
        }
        boolean isWritten = word.text().chars().anyMatch(c -> "-_/:.".indexOf(c) >= 0 || (c >= '0' && c <= '9'));
        boolean isCapital = at > 0 && Character.isUpperCase(word.written().codePointAt(0));
        return isPlaced(at) || isWritten || isCapital;
    }

    /** Whether it stands where names stand. */
    private boolean isPlaced(int at) {
        String before = text(at - 1);
        return BEFORE_MODULE.contains(before)
                || BEFORE_CLIENT.contains(before)
                || BEFORE_CHANGE.contains(before)
                || AFTER_MODULE.contains(text(at + 1))
                || BEFORE_A_NAME.contains(before);
    }

    /** Did reports drift: whatever it is that did, it was meant as a name. */
    private boolean isSubject(int at) {
        return at > 0
                && DID.contains(text(at - 1))
                && !ANYTHING.contains(text(at))
                && Lexicon.of(text(at + 1)).stream().anyMatch(DEEDS::contains);
    }

    private boolean isFree(int from, int to) {
        for (int at = from; at < to; at++) {
            if (taken[at]) {
                return false;
            }
        }
        return true;
    }

    private void take(int from, int to) {
        for (int at = from; at < to; at++) {
            taken[at] = true;
        }
    }

    private String text(int at) {
        return at >= 0 && at < words.size() ? words.get(at).text() : "";
    }

    /** For the names of what the reader may be told of: each of their words, in lower case, with the name. */
    public static void put(Map<String, Set<String>> known, String key, String name) {
        known.computeIfAbsent(Names.key(key), _ -> new LinkedHashSet<>()).add(name);
    }

    /** The same for names that may be written without what joins their words. */
    public static void putJoined(Map<String, Set<String>> known, String name) {
        put(known, name, name);
        put(known, Names.joined(name), name);
    }
}
