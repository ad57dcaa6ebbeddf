package dev.infrahub.scanning;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How large an expression of RE2 is when it is compiled, told before that, since what is repeated is there as often as it may be: roughly,
 * and rather more than less.
 */
final class ExpressionSize {

    static final int MOST_NESTED = 200;

    private static final int LONGEST_REPEAT = 12;

    /** Beyond it, it does not matter how large it is. */
    static final long HUGE = 50_000;

    private final String text;
    private final Deque<Group> groups = new ArrayDeque<>();
    private Group group = new Group();
    private int at;

    private ExpressionSize(String text) {
        this.text = text;
    }

    /** What stands in parentheses, as far as it was read. */
    private static final class Group {

        private long before;

        /** Of what may be repeated. */
        private long last;

        private void add(long size) {
            before += last;
            last = size;
        }

        private long all() {
            return before + last;
        }
    }

    /** In states; no more than {@link #HUGE}, which is also that of one whose groups are nested too deep. */
    static long of(String text) {
        return new ExpressionSize(text).read();
    }

    private long read() {
        while (at < text.length() && group.all() < HUGE) {
            part(text.charAt(at++));
            if (groups.size() > MOST_NESTED) {
                return HUGE;
            }
        }
        return Math.min(HUGE, groups.stream().mapToLong(Group::all).sum() + group.all());
    }

    private void part(char c) {
        switch (c) {
            case '(' -> open();
            case ')' -> close();
            case '[' -> {
                skipClass();
                group.add(1);
            }
            case '\\' -> escape();
            case '*', '+', '?' -> group.last++;
            case '{' -> repeat();
            default -> group.add(1);
        }
    }

    private void open() {
        groups.push(group);
        group = new Group();
        if (is('?')) {
            at++;
        }
    }

    /** One that was not opened is for the compiler to tell. */
    private void close() {
        if (!groups.isEmpty()) {
            long inside = group.all() + 2;
            group = groups.pop();
            group.add(inside);
        }
    }

    private void escape() {
        if (is('Q')) {
            int end = text.indexOf("\\E", at);
            group.add((end < 0 ? text.length() : end) - at);
            at = end < 0 ? text.length() : end + 2;
        } else {
            at++;
            skipBraces();
            group.add(1);
        }
    }

    /** Of {@code \p{Greek}} and {@code \x{1F600}}. */
    private void skipBraces() {
        boolean isNamed = at <= text.length() && "pPx".indexOf(text.charAt(at - 1)) >= 0;
        int end = isNamed && is('{') ? text.indexOf('}', at) : -1;
        at = end < 0 ? at : end + 1;
    }

    private void skipClass() {
        if (is('^')) {
            at++;
        }
        boolean isFirst = true;
        while (at < text.length() && (isFirst || !is(']'))) {
            isFirst = false;
            int named = text.startsWith("[:", at) ? text.indexOf(":]", at + 2) : -1;
            at = named >= 0 ? named + 2 : is('\\') ? at + 2 : at + 1;
        }
        at++;
    }

    /** As {@code {3}}, {@code {3,}} or {@code {3,5}}; other braces are characters. */
    private void repeat() {
        int end = text.indexOf('}', at, Math.min(text.length(), at + LONGEST_REPEAT));
        long times = end < 0 ? -1 : times(text.substring(at, end));
        if (times < 0) {
            group.add(1);
        } else {
            at = end + 1;
            group.last = Math.min(HUGE, (group.last + 1) * Math.max(times, 1));
        }
    }

    private static long times(String counts) {
        int comma = counts.indexOf(',');
        String least = comma < 0 ? counts : counts.substring(0, comma);
        String most = comma < 0 ? counts : counts.substring(comma + 1);
        if (!isNumber(least) || !(most.isEmpty() || isNumber(most))) {
            return -1;
        }
        return most.isEmpty() ? Long.parseLong(least) + 1 : Math.max(Long.parseLong(least), Long.parseLong(most));
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private boolean is(char wanted) {
        return at < text.length() && text.charAt(at) == wanted;
    }
}
