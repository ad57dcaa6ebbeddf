package dev.infrahub.chatservice.domain;

import java.util.Optional;
import java.util.Set;

/**
 * What of the facts a question is about. What is empty narrows nothing.
 *
 * @param changes by their ids
 * @param people as they are shown
 */
public record Filter(
        Set<String> clients,
        Set<String> modules,
        Set<String> environments,
        Set<String> risks,
        Set<String> changes,
        Set<String> people,
        Optional<Period> period) {

    public static final Filter NONE =
            new Filter(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Optional.empty());

    public Filter {
        clients = Set.copyOf(clients);
        modules = Set.copyOf(modules);
        environments = Set.copyOf(environments);
        risks = Set.copyOf(risks);
        changes = Set.copyOf(changes);
        people = Set.copyOf(people);
    }

    public Filter during(Optional<Period> other) {
        return new Filter(clients, modules, environments, risks, changes, people, other);
    }

    public Filter ofChanges(Set<String> other) {
        return new Filter(clients, modules, environments, risks, other, people, period);
    }

    public Filter ofClients(Set<String> other) {
        return new Filter(other, modules, environments, risks, changes, people, period);
    }

    public Filter ofModules(Set<String> other) {
        return new Filter(clients, other, environments, risks, changes, people, period);
    }

    boolean names() {
        return !modules.isEmpty() || !changes.isEmpty() || !people.isEmpty() || !clients.isEmpty();
    }
}
