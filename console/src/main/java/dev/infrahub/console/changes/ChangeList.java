package dev.infrahub.console.changes;

import dev.infrahub.console.remote.Listed;
import dev.infrahub.console.web.Filters;

/** The board. */
public record ChangeList(Listed<Change> changes, Filters filters) {}
