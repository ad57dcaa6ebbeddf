package dev.infrahub.scaffolding;

import java.util.List;

/** Which golden path a description means. */
sealed interface Choice {

    /**
     * One of them.
     *
     * @param because the words it was chosen by, in a sentence
     * @param warnings what of the description it does not do
     */
    record Chosen(GoldenPath path, String because, List<String> warnings) implements Choice {}

    /** None that is sure: a sentence with what there is. */
    record Unknown(String detail) implements Choice {}
}
