package dev.infrahub.plananalyzer.domain;

import dev.infrahub.findings.Subject;
import dev.infrahub.terraform.Action;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Locks of Azure that stand before and after apply: what is at or below their scope cannot be destroyed, nor what holds that. */
final class Locks {

    private static final String TYPE = "azurerm_management_lock";
    private static final int MOST = 1000;

    private final NavigableMap<String, String> byScope = new TreeMap<>();

    void note(Subject subject) {
        boolean stays = subject.is(Action.NO_OP) || subject.is(Action.UPDATE);
        if (stays && subject.type().equals(TYPE) && byScope.size() < MOST) {
            subject.values()
                    .after()
                    .at("scope")
                    .text()
                    .ifPresent(scope -> byScope.put(scope.toLowerCase(Locale.ROOT), subject.address()));
        }
    }

    /** The address of one that holds what is called by one of these. */
    Optional<String> holding(Collection<String> ids) {
        return byScope.isEmpty()
                ? Optional.empty()
                : ids.stream()
                        .filter(id -> !id.isEmpty())
                        .map(id -> id.toLowerCase(Locale.ROOT))
                        .flatMap(id -> holding(id).stream())
                        .findFirst();
    }

    private Optional<String> holding(String id) {
        for (int end = id.length(); end > 0; end = id.lastIndexOf('/', end - 1)) {
            String lock = byScope.get(id.substring(0, end));
            if (lock != null) {
                return Optional.of(lock);
            }
        }
        return Optional.ofNullable(byScope.ceilingEntry(id + "/"))
                .filter(below -> below.getKey().startsWith(id + "/"))
                .map(Map.Entry::getValue);
    }
}
