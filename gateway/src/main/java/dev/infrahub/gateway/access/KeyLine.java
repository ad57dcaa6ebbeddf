package dev.infrahub.gateway.access;

import dev.infrahub.gateway.clients.Clients;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A key, the keys that it was made by and through, those of these, and so on to what a person or the operator made. It is good as long
 * as all of them are, may what all of them may, and asks within the limits of all of them: who takes one back takes back what
 * was made of it.
 *
 * @param keys the one that is presented first
 */
record KeyLine(List<ApiKey> keys) {

    KeyLine {
        keys = List.copyOf(keys);
    }

    ApiKey presented() {
        return keys.getFirst();
    }

    boolean isUsable(Instant now) {
        return keys.stream().allMatch(key -> key.isUsable(now));
    }

    /**
     * Who presents the first of them.
     *
     * @param perMinute how often a key may ask that has no limit of its own
     */
    Caller caller(int perMinute) {
        Set<Permission> permissions = EnumSet.allOf(Permission.class);
        Clients clients = Clients.all();
        for (ApiKey key : keys) {
            permissions.retainAll(key.permissions());
            clients = clients.and(key.clients());
        }
        return new Caller(
                presented().callerId(),
                presented().name(),
                keys.stream().allMatch(key -> key.is(presented().role()))
                        ? Set.of(presented().role())
                        : Set.of(),
                permissions,
                clients,
                Proof.ofKey(presented().id()),
                Optional.empty(),
                keys.stream()
                        .map(key -> key.limit().orElse(new Limit(key.callerId(), perMinute)))
                        .toList(),
                keys.stream().flatMap(key -> key.expiresAt().stream()).collect(Collectors.minBy(Instant::compareTo)));
    }
}
