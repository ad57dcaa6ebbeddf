package dev.infrahub.terraform;

import dev.infrahub.json.Value;
import java.util.List;
import java.util.Set;

/**
 * The values of one change. What is marked sensitive on either side is {@link Value.Special#SENSITIVE} on both; what is known
 * only after apply is {@link Value.Special#UNKNOWN} in {@code after}.
 *
 * @param hidden where what is sensitive differs, of drift alone: paths of names and indexes
 * @param areMarked whether its marks could be followed; those in another shape than the values, as some tools write, mark nothing
 */
public record ChangeValues(Value before, Value after, Set<List<Value>> hidden, boolean areMarked) {

    public ChangeValues {
        hidden = Set.copyOf(hidden);
    }

    /** With marks that could be followed. */
    public ChangeValues(Value before, Value after, Set<List<Value>> hidden) {
        this(before, after, hidden, true);
    }

    /** Where it is of no interest what is hidden. */
    public ChangeValues(Value before, Value after) {
        this(before, after, Set.of());
    }

    /** Where the input shows no values: everything about them is unknown. */
    public static final ChangeValues UNKNOWN = new ChangeValues(Value.Special.UNKNOWN, Value.Special.UNKNOWN);
}
