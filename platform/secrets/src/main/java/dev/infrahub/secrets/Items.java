package dev.infrahub.secrets;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The items of a list, which may be a command with its options and their arguments. */
final class Items {

    private final List<String> items;
    private final List<List<Finding>> found = new ArrayList<>();

    private Items(List<String> items) {
        this.items = items;
    }

    static List<List<Finding>> in(List<String> items, Function<String, List<Finding>> inItem) {
        Items all = new Items(items);
        for (String item : items) {
            all.found.add(new ArrayList<>(inItem.apply(item)));
        }
        if (items.size() > 1) {
            all.findTogether();
        }
        return all.found.stream().map(Layers::apart).toList();
    }

    /** As they would be printed, and as they would stand in a line. */
    private void findTogether() {
        if (findTogether("[\"", "\", \"")) {
            findTogether("", " ");
        }
    }

    /** Whether there is anything to look into. */
    private boolean findTogether(String before, String between) {
        StringBuilder together = new StringBuilder(before);
        List<Integer> starts = new ArrayList<>(items.size());
        boolean isQuoted = !before.isEmpty();
        for (String item : items) {
            starts.add(together.length());
            together.append(isQuoted ? unquoted(item) : item).append(between);
        }
        String text = together.toString();
        if (!Search.mayFindIn(text)) {
            return false;
        }
        int next = 0;
        for (Finding finding : Search.in(text)) {
            while (next > 0 && starts.get(next) > finding.start()) {
                next--;
            }
            while (next + 1 < starts.size() && starts.get(next + 1) <= finding.start()) {
                next++;
            }
            for (int i = next; i < items.size() && starts.get(i) < finding.end(); i++) {
                share(finding, starts.get(i), i);
            }
        }
        return true;
    }

    /** Of the same length, and nothing in it ends the item. */
    private static String unquoted(String item) {
        return item.replace('"', '\'').replace('\n', ' ');
    }

    private void share(Finding finding, int itemStart, int item) {
        int start = Math.max(0, finding.start() - itemStart);
        int end = Math.min(items.get(item).length(), finding.end() - itemStart);
        if (start < end) {
            found.get(item).add(new Finding(finding.ruleId(), start, end));
        }
    }
}
