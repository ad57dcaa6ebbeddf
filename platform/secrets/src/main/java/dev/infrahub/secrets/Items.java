package dev.infrahub.secrets;

import java.util.ArrayList;
import java.util.List;

/** The items of a list, which may be a command with its options and their arguments. */
final class Items {

    private static final String BETWEEN = "\", \"";

    private Items() {}

    static List<List<Finding>> in(String name, List<String> items) {
        List<List<Finding>> all = new ArrayList<>();
        StringBuilder together = new StringBuilder("[\"");
        List<Integer> starts = new ArrayList<>();
        for (String item : items) {
            all.add(new ArrayList<>(Secrets.inAttribute(name, item)));
            starts.add(together.length());
            together.append(unquoted(item)).append(BETWEEN);
        }
        if (items.size() > 1) {
            for (Finding finding : Search.in(together.append(']').toString())) {
                share(finding, starts, items, all);
            }
        }
        return all.stream().map(Layers::apart).toList();
    }

    /** Of the same length, and nothing in it ends the item. */
    private static String unquoted(String item) {
        return item.replace('"', '\'').replace('\n', ' ');
    }

    private static void share(Finding finding, List<Integer> starts, List<String> items, List<List<Finding>> all) {
        for (int i = 0; i < items.size(); i++) {
            int start = Math.max(0, finding.start() - starts.get(i));
            int end = Math.min(items.get(i).length(), finding.end() - starts.get(i));
            if (start < end) {
                all.get(i).add(new Finding(finding.ruleId(), start, end));
            }
        }
    }
}
