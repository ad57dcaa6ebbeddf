package dev.infrahub.console.plans;

import dev.infrahub.console.remote.Listed;
import dev.infrahub.console.web.Filters;

/** The page that lists plans. */
public record PlanList(Listed<PlanLine> plans, Filters filters) {}
