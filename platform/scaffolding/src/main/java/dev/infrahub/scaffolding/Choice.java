package dev.infrahub.scaffolding;

import java.util.List;

/** Which golden path a description means. */
sealed interface Choice {

    /**
     * One of them.
     *
     * @param because the words it was chosen by, in a sentence
     * @param warnings what of the description it does not do
     * @param leavesWishes whether nothing in it answers to some words of the description
     */
    record Chosen(GoldenPath path, String because, List<String> warnings, boolean leavesWishes) implements Choice {}

    /** None that is sure: a sentence with what there is. */
    record Unknown(String detail) implements Choice {}
}
