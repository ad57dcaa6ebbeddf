package dev.infrahub.secrets;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** One search of one text, as it is written. */
final class Search {

    private static final int LONGEST_NAME = 100;

    private static final Keywords<Rule> KEYWORDS = new Keywords<>(Rules.all().stream()
            .flatMap(rule -> rule.keywords().stream().map(keyword -> new Keywords.Word<>(keyword, rule)))
            .toList());

    private final Subject subject;
    private final String text;
    private final Assignment assignment;
    private final CommandLine commands;
    private final Piped piped;
    private final Masking masking;
    private final Login login;
    private final KeyBody keys;
    private final MarkedJson marked;
    private final List<Finding> found = new ArrayList<>(0);
    private final IdentityHashMap<Rule, Integer> searched = new IdentityHashMap<>(0);
    private int namedUntil;

    /** The last value found by its name: names in it are part of it. */
    private int valueStart;

    private int valueEnd;

    private Search(String text, SecretNames names) {
        this.text = text;
        this.subject = new Subject(text);
        this.assignment = new Assignment(subject, names, this::addNamed);
        this.commands = new CommandLine(subject, places(Rules.COMMAND_LINE));
        this.piped = new Piped(subject, places(Rules.PIPED));
        this.masking = new Masking(subject, places(Rules.MASKED));
        this.login = new Login(subject, places(Rules.LOGIN));
        this.keys = new KeyBody(subject, places(Rules.KEY_BODY));
        this.marked = new MarkedJson(subject, places(Rules.MARKED));
    }

    /** Whether there is a keyword of any rule. */
    static boolean mayFindIn(String text) {
        return KEYWORDS.anyIn(text);
    }

    static List<Finding> in(String text) {
        return in(text, new SecretNames());
    }

    /** @param names of all that is searched together */
    static List<Finding> in(String text, SecretNames names) {
        return mayFindIn(text) ? of(text, names).found : List.of();
    }

    /** How many characters the rules look at in a text, besides the one pass for their keywords. */
    static long work(String text) {
        return of(text, new SecretNames()).subject.work();
    }

    private static Search of(String written, SecretNames names) {
        boolean isEnvironment = Environment.isOne(written);
        String text = isEnvironment ? Environment.asLines(written) : written;
        Search search = new Search(text, names);
        KEYWORDS.each(
                text,
                (end, word) -> search.tryRule(word.meaning(), end - word.text().length(), end));
        if (isEnvironment) {
            Environment.read(written, search.places(Rules.NAMED));
        }
        return search;
    }

    private void tryRule(Rule rule, int keyword, int end) {
        switch (rule.reading()) {
            case SHAPE -> tryShape(rule, keyword - rule.lead());
            case NAME -> tryName(keyword);
            case COMMAND -> commands.read(keyword, end);
            case PIPE -> piped.read(keyword, end);
            case MASK -> masking.read(keyword, end);
            case LOGIN -> login.read(keyword);
            case KEY -> keys.read(keyword);
            case MARK -> marked.read(end);
            case PACKED, FILE -> {}
        }
    }

    private Assignment.Places places(Rule rule) {
        return (from, to) -> found.add(new Finding(rule.id(), from, to));
    }

    private void addNamed(int start, int end) {
        found.add(new Finding(Rules.NAMED.id(), start, end));
        valueStart = start;
        valueEnd = end;
    }

    private void tryShape(Rule rule, int start) {
        if (!rule.form().mayBegin(text, start) || start < searched.getOrDefault(rule, 0)) {
            return;
        }
        Shape.Group.Noted match = rule.at(subject, start);
        if (match != null) {
            found.add(new Finding(rule.id(), match.start, match.end));
            searched.put(rule, match.end);
        }
    }

    /** Tries each name once, however many words of a secret there are in it. */
    private void tryName(int keyword) {
        if (keyword < namedUntil || (keyword >= valueStart && keyword < valueEnd)) {
            return;
        }
        int end = keyword;
        while (end < text.length() && isInName(text.charAt(end))) {
            end++;
        }
        int start = keyword;
        while (start > namedUntil && isInName(text.charAt(start - 1))) {
            start--;
        }
        start = Math.max(start, end - LONGEST_NAME);
        subject.worked(end - start);
        namedUntil = end;
        assignment.read(start, end);
    }

    private static boolean isInName(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '-'
                || c == '.'
                || (c > '\u007F' && (Character.isLetterOrDigit(c) || Character.isUnicodeIdentifierPart(c)));
    }
}
