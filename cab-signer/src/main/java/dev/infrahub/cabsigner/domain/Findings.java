package dev.infrahub.cabsigner.domain;

import dev.infrahub.proofs.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is wrong, in sentences; a column that was changed is named {@code table.column}. */
final class Findings {

    private final List<String> sentences = new ArrayList<>();

    void add(String sentence) {
        if (!sentences.contains(sentence)) {
            sentences.add(sentence);
        }
    }

    void changed(String table, String column, String where) {
        add(table + "." + column + " was changed (" + where + ")");
    }

    /** Names each column that does not say what the original does. */
    void compare(String table, Row row, Row original, Map<String, String> columns, String where) {
        columns.forEach((column, member) -> {
            if (!row.agrees(column, original, member)) {
                changed(table, column, where);
            }
        });
    }

    boolean isEmpty() {
        return sentences.isEmpty();
    }

    List<String> sentences() {
        return List.copyOf(sentences);
    }
}
