package dev.infrahub.diagnosis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lines that say that something failed, and never why. */
final class Signs {

    private static final int MOST = 100;
    private static final int MOST_UNITS = 1000;

    private final List<LogLine> first = new ArrayList<>();
    private final Map<String, Integer> lastOfUnit = new HashMap<>();
    private List<LogLine> beforeFirst = List.of();
    private int count;
    private int last;

    /** @param before the lines before it */
    void add(String unit, LogLine line, List<LogLine> before) {
        if (first.isEmpty()) {
            beforeFirst = before;
        }
        last = line.number();
        count++;
        if (first.size() < MOST) {
            first.add(LogLine.kept(line.number(), line.text()));
        }
        if (lastOfUnit.size() < MOST_UNITS || lastOfUnit.containsKey(unit)) {
            lastOfUnit.put(unit, last);
        }
    }

    List<LogLine> first() {
        return first;
    }

    /** The lines before the first of them: mostly of what failed. */
    List<LogLine> beforeFirst() {
        return beforeFirst;
    }

    int count() {
        return count;
    }

    int last() {
        return last;
    }

    /** Whether one of them is the last that is said of a unit, or of the job. */
    boolean areLeft(Stages stages) {
        return lastOfUnit.entrySet().stream()
                .anyMatch(one -> one.getValue() > stages.jobWentWell()
                        && !stages.wentWellAfter(one.getKey(), Stages.Stage.INIT, one.getValue()));
    }
}
