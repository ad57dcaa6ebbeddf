package dev.infrahub.terraform;

import dev.infrahub.json.Allowance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the JSON plans of a body do, remembered in a few bytes a change, to be asked when all of the body was read. */
final class JsonChanges {

    private static final int FIRST_ROOM = 64;
    private static final long PRIME = 0x100000001B3L;
    private static final long BASIS = 0xCBF29CE484222325L;

    private final List<TextTotals.Stated> totals = new ArrayList<>();
    private long[] keys = new long[FIRST_ROOM];
    private int count;
    private int adds;
    private int updates;
    private int destroys;

    void add(String address, Action action) {
        addKey(key(address, action.spelling()));
        switch (action) {
            case CREATE, SUPERSEDE -> adds++;
            case UPDATE -> updates++;
            case DELETE -> destroys++;
            case REPLACE -> {
                adds++;
                destroys++;
            }
            case READ, NO_OP, FORGET, UNKNOWN -> {}
        }
    }

    void addInvocation(String address) {
        addKey(key(address, ""));
    }

    private void addKey(long key) {
        if (count == keys.length) {
            Allowance.current().hold((long) Long.BYTES * count);
            keys = Arrays.copyOf(keys, 2 * count);
        }
        keys[count++] = key;
    }

    /** What comes is another plan. */
    void endPlan() {
        totals.add(new TextTotals.Stated(0, adds, updates, destroys, 0, 0));
        adds = 0;
        updates = 0;
        destroys = 0;
    }

    /** Everything is there: from now on it can be asked. */
    void close() {
        keys = Arrays.copyOf(keys, count);
        Arrays.sort(keys);
        TextTotals.Stated all =
                totals.stream().reduce(new TextTotals.Stated(0, 0, 0, 0, 0, 0), TextTotals.Stated::plus);
        totals.add(all);
    }

    boolean has(ResourceChange change) {
        return Arrays.binarySearch(keys, key(change.address(), change.action().spelling())) >= 0;
    }

    boolean has(CodeRun run) {
        return Arrays.binarySearch(keys, key(run.address(), "")) >= 0;
    }

    /** Whether one of the plans does as much, or all together. */
    boolean has(TextTotals.Stated stated) {
        return totals.contains(new TextTotals.Stated(0, stated.adds(), stated.changes(), stated.destroys(), 0, 0));
    }

    private static long key(String address, String action) {
        long key = BASIS;
        for (String part : List.of(action, address)) {
            for (int index = 0; index < part.length(); index++) {
                key = (key ^ part.charAt(index)) * PRIME;
            }
            key = (key ^ Character.MAX_VALUE) * PRIME;
        }
        return key;
    }
}
