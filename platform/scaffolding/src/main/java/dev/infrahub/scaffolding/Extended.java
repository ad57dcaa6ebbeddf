package dev.infrahub.scaffolding;

import java.util.List;

/** What comes of adding something to a module. */
public sealed interface Extended {

    record Fit(ScaffoldedModule module) implements Extended {}

    /**
     * It must not be given to anybody.
     *
     * @param problems for whoever wrote it: names that it uses are in them
     */
    record Unfit(List<String> problems) implements Extended {}
}
