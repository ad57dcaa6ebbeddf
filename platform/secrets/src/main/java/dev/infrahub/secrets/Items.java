package dev.infrahub.secrets;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The items of a list, which may be a command with its options and their arguments. */
final class Items {

    private static final int LONGEST_NAME = 60;
    private static final CharClass OF_NAME = CharClass.of("A-Za-z0-9_.-");

    /** Take a user and a password with a colon between them. */
    private static final Set<String> USER_OPTIONS =
            Set.of("-u", "-U", "--user", "--auth", "--basic-auth", "--proxy-user", "--userpass", "--credentials");

    private static final Shape USER = Shape.of("[\\w.@\\\\-]{1,64}:");

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
            all.findTogether("[\"", "\", \"");
            // as they would stand in a line
            all.findTogether("", " ");
            all.findBehindNames();
        }
        return all.found.stream().map(Layers::apart).toList();
    }

    private void findTogether(String before, String between) {
        StringBuilder together = new StringBuilder(before);
        List<Integer> starts = new ArrayList<>(items.size());
        boolean isQuoted = !before.isEmpty();
        for (String item : items) {
            starts.add(together.length());
            together.append(isQuoted ? unquoted(item) : item).append(between);
        }
        int next = 0;
        for (Finding finding : Search.in(together.toString())) {
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

    private void findBehindNames() {
        for (int i = 0; i + 1 < items.size(); i++) {
            String value = items.get(i + 1);
            if (USER_OPTIONS.contains(items.get(i))) {
                findPassword(i + 1, value);
            } else if (isBareName(items.get(i)) && Values.looksMade(value)) {
                add(i + 1, 0, value.length());
            }
        }
    }

    /** {@code -u 1000:1000} is the user and the group of a container. */
    private void findPassword(int item, String value) {
        int password = Shape.isBegin(USER, value) ? value.indexOf(':') + 1 : 0;
        String rest = value.substring(password);
        boolean isPassword = password > 0
                && Values.isLiteral(rest, Values.Writing.EVALUATED)
                && !Values.looksLikeAName(rest)
                && !rest.chars().allMatch(Character::isDigit);
        if (isPassword) {
            add(item, password, value.length());
        }
    }

    private static boolean isBareName(String item) {
        String name = item.endsWith(":") || item.endsWith("=") ? item.substring(0, item.length() - 1) : item;
        return name.length() <= LONGEST_NAME
                && OF_NAME.hasAll(name)
                && SecretName.of(name).ordinal() >= SecretName.TOKEN.ordinal();
    }

    private void add(int item, int start, int end) {
        found.get(item).add(new Finding(Rules.NAMED.id(), start, end));
    }
}
