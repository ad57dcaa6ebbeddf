package dev.infrahub.findings;

import dev.infrahub.json.Parts;
import dev.infrahub.json.Value;
import dev.infrahub.terraform.Action;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Roles, ready-made policies and the like that are given, and members that stand for anyone. */
public final class RoleRule implements ChangeRule {

    private static final Map<String, List<Word>> WORDS =
            TabSeparated.rows("role-words.tsv").stream().map(Word::of).collect(Collectors.groupingBy(Word::list));

    private static final List<Place> PLACES =
            TabSeparated.rows("role-grants.tsv").stream().map(Place::of).toList();

    private static final Map<String, List<Place>> BY_TYPE =
            PLACES.stream().filter(place -> !Wildcard.isIn(place.type())).collect(Collectors.groupingBy(Place::type));

    private static final List<Place> OF_MANY =
            PLACES.stream().filter(place -> Wildcard.isIn(place.type())).toList();

    private static final String OF_DATA = "data.";
    private static final String NONE = "-";
    private static final String PARTLY = "partly";
    private static final char LESS_GRAVE = '~';

    @Override
    public List<Finding> judge(Subject subject) {
        if (!subject.sets() && !subject.is(Action.READ)) {
            return List.of();
        }
        List<Place> places = places(subject.change().isData() ? OF_DATA + subject.type() : subject.type());
        List<Finding> findings = new ArrayList<>(grants(places, subject).added(subject));
        places.forEach(place -> place.question(subject).ifPresent(findings::add));
        return findings;
    }

    @Override
    public List<Finding> standing(Subject subject) {
        return grants(places(subject.type()), subject).kept(subject);
    }

    @Override
    public Set<Rule> reading(String type) {
        return places(type).stream()
                .filter(place -> !place.asks().equals(PARTLY))
                .flatMap(place -> place.words().stream())
                .map(Word::rule)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Where a type gives something, and to whom. */
    static Stream<String> paths(String type) {
        return places(type).stream().flatMap(place -> Stream.concat(Stream.of(place.path()), place.to().stream()));
    }

    /** The types that are named one by one. */
    public static Set<String> types() {
        return BY_TYPE.keySet().stream()
                .filter(type -> !type.startsWith(OF_DATA))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<Place> places(String type) {
        List<Place> places = new ArrayList<>(BY_TYPE.getOrDefault(type, List.of()));
        OF_MANY.stream().filter(place -> Wildcard.matches(place.type(), type)).forEach(places::add);
        return places;
    }

    private static Grants grants(List<Place> places, Subject subject) {
        return new Grants(
                subject.isNew() ? Set.of() : grants(places, subject.values().before()),
                grants(places, subject.values().after()));
    }

    private static Set<Grants.Grant> grants(List<Place> places, Value values) {
        Set<Grants.Grant> grants = new LinkedHashSet<>();
        places.forEach(place -> place.read(values, grants::add));
        return grants;
    }

    /**
     * What it means to be given something.
     *
     * @param words names and numbers of it
     * @param what it is called in the sentence
     */
    private record Word(String list, List<String> words, Rule rule, Severity severity, String sentence, String what) {

        private static Word of(String[] row) {
            List<String> words = Parts.of(row[1], ',');
            return new Word(
                    row[0],
                    words,
                    Rule.of(row[2]),
                    Severity.of(row[3]),
                    row[4],
                    row[5].equals(NONE) ? words.getFirst() : row[5]);
        }

        private boolean isMeantBy(String value) {
            return words.stream().anyMatch(word -> Wildcard.matches(word, value));
        }

        private Grants.Grant grant(Value to, boolean lessGrave) {
            Severity less = severity == Severity.HIGH ? Severity.MEDIUM : severity;
            return Grants.Grant.of(rule, lessGrave ? less : severity, sentence, what)
                    .to(to);
        }
    }

    /**
     * Where a type gives something.
     *
     * @param to the attributes that say to whom
     * @param unless attributes that limit what is given
     */
    private record Place(
            String type,
            String path,
            List<Word> words,
            List<String> to,
            List<String> unless,
            String asks,
            String answeredBy) {

        private static Place of(String[] row) {
            return new Place(
                    row[0],
                    row[1],
                    Parts.of(row[2], ',').stream()
                            .flatMap(list -> WORDS.getOrDefault(list, List.of()).stream())
                            .toList(),
                    several(row[3]),
                    several(row[4]),
                    row[5],
                    row.length > 6 ? row[6] : "");
        }

        private static List<String> several(String cell) {
            return cell.equals(NONE) ? List.of() : Parts.of(cell, ',');
        }

        private void read(Value values, Consumer<Grants.Grant> found) {
            if (isLimited(values, false)) {
                return;
            }
            boolean lessGrave = isLimited(values, true);
            String shared = shared();
            String rest = path.substring(shared.length());
            for (Value base : Inside.every(values, shared)) {
                Set<Word> given = Inside.all(base, rest).stream()
                        .flatMap(value -> value.each().stream())
                        .flatMap(value -> word(value).stream())
                        .flatMap(this::meant)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
                if (!given.isEmpty()) {
                    List<Value> receivers = receivers(base, shared);
                    given.forEach(word -> receivers.forEach(receiver -> found.accept(word.grant(receiver, lessGrave))));
                }
            }
        }

        /** The way, with its last dot, that what is given and to whom have in common: each block gives to its own. */
        private String shared() {
            String other = to.isEmpty() ? path : to.getFirst();
            int end = 0;
            for (int index = 0; index < Math.min(path.length(), other.length()); index++) {
                if (path.charAt(index) != other.charAt(index)) {
                    break;
                }
                end = path.charAt(index) == '.' ? index + 1 : end;
            }
            return path.substring(0, end);
        }

        /** Some things are given by a switch. */
        private static Optional<String> word(Value value) {
            return value.isTrue() ? Optional.of("true") : value.text();
        }

        /** The first word that fits: a list goes from the special to the general. */
        private Stream<Word> meant(String value) {
            return words.stream().filter(word -> word.isMeantBy(value)).limit(1);
        }

        private boolean isLimited(Value values, boolean lessGrave) {
            return unless.stream()
                    .filter(name -> (name.charAt(0) == LESS_GRAVE) == lessGrave)
                    .flatMap(name -> Inside.all(values, lessGrave ? name.substring(1) : name).stream())
                    .flatMap(value -> value.each().stream())
                    .anyMatch(Place::limits);
        }

        private static boolean limits(Value value) {
            return !value.isNull()
                    && value.text()
                            .filter(text -> text.isBlank() || Wildcard.isAll(text))
                            .isEmpty();
        }

        private List<Value> receivers(Value base, String shared) {
            List<Value> receivers = to.stream()
                    .flatMap(name -> Inside.all(base, name.substring(shared.length())).stream())
                    .flatMap(value -> value.each().stream())
                    .filter(value -> !value.isNull())
                    .distinct()
                    .toList();
            return receivers.isEmpty() ? List.of(Value.Special.NULL) : receivers;
        }

        private Optional<Finding> question(Subject subject) {
            if (asks.equals(NONE) || asks.equals(PARTLY) || !subject.changes(path)) {
                return Optional.empty();
            }
            Rule rule = Rule.of(asks);
            String attribute = Parts.first(path, '.');
            if (Inside.isBroken(subject.values().after(), path)) {
                return Optional.of(subject.unknown(rule, attribute, Finding.Unseen.UNREADABLE));
            }
            return Inside.all(subject.values().after(), path).stream().anyMatch(Subject::holdsHidden)
                    ? Optional.of(subject.unknown(rule, path, false, answeredBy))
                    : Optional.empty();
        }
    }
}
