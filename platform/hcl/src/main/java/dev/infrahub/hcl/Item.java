package dev.infrahub.hcl;

import java.util.List;
import java.util.Optional;

/** What stands in a body: of a file or of a block. */
public sealed interface Item {

    /** A name and what it is set to. */
    record Attribute(String name, int start, Expression value) implements Item {}

    /** A block: its type, its labels and what is in it, in the order of the text. */
    record Block(String type, int start, List<Label> labels, List<Item> items) implements Item {

        /** The attribute of a name; the first, where it is repeated. */
        public Optional<Attribute> attribute(String name) {
            return items.stream()
                    .filter(Attribute.class::isInstance)
                    .map(Attribute.class::cast)
                    .filter(attribute -> attribute.name().equals(name))
                    .findFirst();
        }

        /** The label of this number, from 0 on. */
        public Optional<Label> label(int number) {
            return number < labels.size() ? Optional.of(labels.get(number)) : Optional.empty();
        }
    }

    /** Without its quotes. */
    record Label(String text, int start, int end) {}
}
