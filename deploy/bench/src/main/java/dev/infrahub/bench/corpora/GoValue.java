package dev.infrahub.bench.corpora;

import java.util.ArrayList;
import java.util.List;

/** What an expression of a Go source comes to. */
sealed interface GoValue {

    /** One text; a regular expression is one, too. */
    record Text(String value) implements GoValue {}

    /** @param unread how many more there are, of expressions that are not read */
    record Texts(List<Example> examples, int unread) implements GoValue {}

    /** Of an expression that is not read. */
    record Unknown() implements GoValue {}

    /**
     * An example, in a form of file.
     *
     * @param isDrawn whether its form was, of the forms that all are written in
     */
    record Example(String text, Format format, boolean isDrawn) {}

    /** As examples: one, several, or one that is not read. */
    default Texts asTexts() {
        return switch (this) {
            case Text(String text) -> new Texts(List.of(new Example(text, Format.ofText(text), false)), 0);
            case Texts texts -> texts;
            case Unknown _ -> new Texts(List.of(), 1);
        };
    }

    /** All of them as one list. */
    static Texts all(List<GoValue> values) {
        List<Example> examples = new ArrayList<>();
        int unread = 0;
        for (GoValue value : values) {
            Texts texts = value.asTexts();
            examples.addAll(texts.examples());
            unread += texts.unread();
        }
        return new Texts(examples, unread);
    }
}
