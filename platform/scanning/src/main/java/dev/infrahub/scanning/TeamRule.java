package dev.infrahub.scanning;

import com.google.re2j.Matcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A rule of a team: what it finds, and what of that counts. One without an expression finds files by their paths, or says more about the
 * rule of the hub that has the same id.
 *
 * @param description empty where nothing is said
 * @param secretGroup of the expression, that is secret; the first that matches where it is 0
 * @param entropy bits a character of what is secret must have more of; 0 where nothing is asked
 * @param path of files that it is about; of all where there is none
 * @param keywords in lower case; one of them must be in a file, unless there are none
 */
record TeamRule(
        String id,
        String description,
        Optional<TeamExpression> regex,
        int secretGroup,
        double entropy,
        Optional<TeamExpression> path,
        List<String> keywords,
        List<Allowlist> allowlists) {

    /** One that asks for nothing more. */
    static TeamRule plain(String id) {
        return new TeamRule(id, "", Optional.empty(), 0, 0, Optional.empty(), List.of(), List.of());
    }

    /** Whether it finds files by their paths. */
    boolean isOfFiles() {
        return regex.isEmpty() && path.isPresent();
    }

    boolean isAbout(String filePath) {
        return path.isEmpty() || path.get().isIn(filePath);
    }

    /** What the expression finds. */
    List<Match> matches(FileText file) {
        if (regex.isEmpty() || !(keywords.isEmpty() || keywords.stream().anyMatch(file::hasIgnoringCase))) {
            return List.of();
        }
        List<Match> matches = new ArrayList<>();
        Matcher matcher = regex.get().matcher(file.text());
        while (matcher.find()) {
            match(matcher, file.text()).ifPresent(matches::add);
        }
        return matches;
    }

    /** Expressions take the end of the line before, and of their own. */
    private Optional<Match> match(Matcher matcher, String text) {
        int start = matcher.start();
        int end = matcher.end();
        while (start < end && text.charAt(start) == '\n') {
            start++;
        }
        while (end > start && text.charAt(end - 1) == '\n') {
            end--;
        }
        int group = secretIn(matcher);
        Match match =
                group == 0 ? Match.of(start, end) : new Match(start, end, matcher.start(group), matcher.end(group));
        return Optional.of(match).filter(found -> found.secretStart() < found.secretEnd());
    }

    private int secretIn(Matcher matcher) {
        if (secretGroup > 0) {
            return secretGroup;
        }
        for (int group = 1; group <= matcher.groupCount(); group++) {
            if (matcher.start(group) < matcher.end(group)) {
                return group;
            }
        }
        return 0;
    }

    /** Whether it has more bits a character than is asked (Shannon's measure). */
    boolean isRandom(String secret) {
        return entropy == 0 || entropy(secret) > entropy;
    }

    private static double entropy(String text) {
        Map<Integer, Integer> counts = new HashMap<>();
        text.codePoints().forEach(point -> counts.merge(point, 1, Integer::sum));
        double length = text.codePointCount(0, text.length());
        return counts.values().stream()
                .mapToDouble(count -> count / length)
                .map(share -> -share * Math.log(share) / Math.log(2))
                .sum();
    }
}
