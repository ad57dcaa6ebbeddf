package dev.infrahub.gateway.plans;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Things under a title, a line each: all, or the first.
 *
 * @param firsts the same things, in the order in which they are kept where not all fit
 * @param line ends with a new line
 * @param kind by which those that are left out are counted; empty where they are all of one
 * @param where they all are
 */
record Listed<T>(
        String title,
        Frame frame,
        List<T> items,
        List<T> firsts,
        Function<T, String> line,
        Function<T, String> kind,
        String where)
        implements Part {

    /** What stands around the lines, and before the one that tells of others. */
    record Frame(String before, String after, String bullet) {

        static final Frame DIFF = new Frame("```diff\n", "```\n", "\n");

        static Frame bullets(String bullet) {
            return new Frame("", "", bullet);
        }

        private int length() {
            return before.length() + after.length();
        }
    }

    private record Shown(String text, int count) {}

    @Override
    public String within(int room) {
        int inside = room - title.length() - frame.length();
        Shown all = shown(items, inside);
        Shown shown = all.count() == items.size()
                ? all
                : shown(firsts, inside - rest("and ", items, " more").length());
        String text = shown.count() == 0 ? title : title + frame.before() + shown.text() + frame.after();
        return text + rest(shown.count());
    }

    private Shown shown(List<T> items, int room) {
        StringBuilder text = new StringBuilder();
        int count = 0;
        for (T item : items) {
            String next = line.apply(item);
            if (text.length() + next.length() > room) {
                break;
            }
            text.append(next);
            count++;
        }
        return new Shown(text.toString(), count);
    }

    private String rest(int shown) {
        if (shown == items.size()) {
            return "";
        }
        List<T> left = firsts.subList(shown, firsts.size());
        return shown == 0 ? rest("all ", left, "") : rest("and ", left, " more");
    }

    private String rest(String before, List<T> left, String behind) {
        Map<String, Integer> kinds = new LinkedHashMap<>();
        left.forEach(item -> kinds.merge(kind.apply(item), 1, Integer::sum));
        kinds.remove("");
        String counted = kinds.entrySet().stream()
                .map(one -> one.getValue() + " " + one.getKey())
                .collect(Collectors.joining(", "));
        return frame.bullet() + "… " + before + left.size() + behind + (counted.isEmpty() ? "" : " (" + counted + ")")
                + ", in " + where + "\n";
    }
}
