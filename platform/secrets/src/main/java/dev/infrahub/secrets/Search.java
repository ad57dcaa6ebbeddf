package dev.infrahub.secrets;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;

/** One search of one text. */
final class Search {

    /** No credential is longer; what a pattern may look at is bounded by it. */
    private static final int REACH = 1 << 15;

    private static final int LONGEST_NAME = 100;
    private static final int DEEPEST = 2;

    private static final Keywords<Rule> KEYWORDS = new Keywords<>(Rules.all().stream()
            .flatMap(rule -> rule.keywords().stream().map(keyword -> new Keywords.Word<>(keyword, rule)))
            .toList());

    private final String text;
    private final int depth;
    private final List<Finding> found = new ArrayList<>();
    private final Map<String, Integer> searched = new HashMap<>();

    private Search(String text, int depth) {
        this.text = text;
        this.depth = depth;
    }

    static List<Finding> in(String text) {
        return in(text, 0);
    }

    private static List<Finding> in(String text, int depth) {
        Search search = new Search(text, depth);
        KEYWORDS.each(
                text,
                (end, word) -> search.tryRule(word.meaning(), end - word.text().length()));
        search.tryEncoded();
        return search.apart();
    }

    private void tryRule(Rule rule, int keyword) {
        boolean byName = rule.id().equals(Rules.NAMED.id());
        int start = byName ? nameStart(keyword) : keyword - rule.lead();
        if (start < searched.getOrDefault(rule.id(), 0) || (byName && !mayBeAssigned(start))) {
            return;
        }
        Matcher matcher = rule.pattern()
                .matcher(text)
                .region(start, Math.min(text.length(), start + REACH))
                .useTransparentBounds(true)
                .useAnchoringBounds(false);
        if (!matcher.lookingAt()) {
            return;
        }
        if (byName) {
            Assignment.secrets(matcher, text, (from, to) -> add(rule, from, to));
        } else {
            int group = Math.min(1, matcher.groupCount());
            if (rule.accepts(matcher.group(group))) {
                add(rule, matcher.start(group), matcher.end(group));
            }
        }
    }

    private int nameStart(int keyword) {
        int start = keyword;
        while (start > 0 && keyword - start < LONGEST_NAME && isInName(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    /** Whether what follows the name can be the rest of {@link Assignment#PATTERN}: most words in a text are not assigned. */
    private boolean mayBeAssigned(int name) {
        int end = name;
        while (end < text.length() && end - name < LONGEST_NAME && isWord(text.charAt(end))) {
            end++;
        }
        return end < text.length() && Assignment.BEHIND_NAME.indexOf(text.charAt(end)) >= 0;
    }

    private static boolean isWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "_.-".indexOf(c) >= 0;
    }

    private static boolean isInName(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
    }

    private void add(Rule rule, int start, int end) {
        found.add(new Finding(rule.id(), start, end));
        searched.merge(rule.id(), end, Math::max);
    }

    private void tryEncoded() {
        int start = 0;
        int joined = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || !Encoded.isBase64(text.charAt(i))) {
                if (i - start >= Encoded.SHORTEST && depth < DEEPEST) {
                    tryEncoded(start, i);
                    int end = start < joined ? i : Encoded.end(text, start, i);
                    if (end > i) {
                        // each line was or will be tried by itself as well: they may be values of their own
                        tryEncoded(start, end);
                        joined = end;
                    }
                }
                start = i + 1;
            }
        }
    }

    private void tryEncoded(int start, int end) {
        List<Finding> inside = Encoded.text(text.substring(start, end))
                .map(decoded -> in(decoded, depth + 1))
                .orElse(List.of());
        if (!inside.isEmpty()) {
            found.add(new Finding(inside.getFirst().ruleId(), start, Encoded.padded(text, end)));
        }
    }

    /** In order, those that overlap as one: by the more specific rule, over all that either covers. */
    private List<Finding> apart() {
        if (found.size() < 2) {
            return List.copyOf(found);
        }
        found.sort(Comparator.comparingInt(Finding::start).thenComparingInt(Finding::end));
        List<Finding> apart = new ArrayList<>();
        Finding current = found.getFirst();
        for (Finding next : found.subList(1, found.size())) {
            if (next.start() < current.end()) {
                current = joined(current, next);
            } else {
                apart.add(current);
                current = next;
            }
        }
        apart.add(current);
        return List.copyOf(apart);
    }

    private static Finding joined(Finding one, Finding other) {
        String rule = one.ruleId().equals(Rules.NAMED.id()) ? other.ruleId() : one.ruleId();
        return new Finding(rule, one.start(), Math.max(one.end(), other.end()));
    }
}
