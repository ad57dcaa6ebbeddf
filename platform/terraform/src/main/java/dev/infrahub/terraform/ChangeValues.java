package dev.infrahub.terraform;

import dev.infrahub.json.Value;

/**
 * The values of one change. What is marked sensitive on either side is {@link Value.Special#SENSITIVE} on both; what is known
 * only after apply is {@link Value.Special#UNKNOWN} in {@code after}.
 */
public record ChangeValues(Value before, Value after) {

    /** Where the input shows no values: everything about them is unknown. */
    public static final ChangeValues UNKNOWN = new ChangeValues(Value.Special.UNKNOWN, Value.Special.UNKNOWN);
}
