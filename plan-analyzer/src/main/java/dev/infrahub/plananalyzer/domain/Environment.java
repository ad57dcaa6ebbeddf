package dev.infrahub.plananalyzer.domain;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a plan is applied, as far as the caller says. */
final class Environment {

    private static final Set<String> PRODUCTION = Set.of("production", "prod", "prd", "live");

    private Environment() {}

    static boolean isProduction(@Nullable String environment) {
        return environment != null && PRODUCTION.contains(environment.strip().toLowerCase(Locale.ROOT));
    }
}
