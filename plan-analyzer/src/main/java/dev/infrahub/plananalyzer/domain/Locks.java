package dev.infrahub.plananalyzer.domain;

import dev.infrahub.findings.Subject;
import dev.infrahub.terraform.Action;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Locks of Azure that stand before and after apply: what is at or below their scope cannot be destroyed, nor what holds that. */
final class Locks {

    private static final String TYPE = "azurerm_management_lock";
    private static final int MOST = 1000;

    private final Map<String, String> byScope = new LinkedHashMap<>();

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
        return byScope.entrySet().stream()
                .filter(lock -> ids.stream()
                        .map(id -> id.toLowerCase(Locale.ROOT))
                        .anyMatch(id -> isWithin(id, lock.getKey()) || isWithin(lock.getKey(), id)))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static boolean isWithin(String id, String scope) {
        return id.equals(scope) || id.startsWith(scope + "/");
    }
}
