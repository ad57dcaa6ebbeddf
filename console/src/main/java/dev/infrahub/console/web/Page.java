package dev.infrahub.console.web;

import dev.infrahub.console.remote.Caller;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What is around every page.
 *
 * @param caller who is signed in
 * @param csrf what every form of theirs holds
 * @param path which page it is
 * @param api where commands find the gateway
 */
public record Page(String title, Optional<Caller> caller, String csrf, String path, Assets assets, String api) {

    /** A place to go to. */
    public record Place(String name, String path, String permission) {}

    private static final List<Place> PLACES = List.of(
            new Place("Waiting", "/", ""),
            new Place("Plans", "/plans", "plans:read"),
            new Place("Changes", "/changes", "changes:read"),
            new Place("Drift", "/drift", "plans:read"),
            new Place("Secrets", "/secrets", "secrets:read"),
            new Place("Proof", "/proof", "changes:read"),
            new Place("Ask", "/ask", "chat:ask"),
            new Place("Diagnose", "/diagnose", "plans:write"),
            new Place("Golden paths", "/golden-paths", "plans:write"),
            new Place("Operations", "/operations", "operations:read"),
            new Place("Events", "/events", "operations:read"),
            new Place("Models", "/models", "ai:read"),
            new Place("Audit", "/audit", "audit:read"),
            new Place("Keys", "/keys", "keys:write"));

    /** Those that the caller may go to. */
    public List<Place> places() {
        return caller.map(who -> PLACES.stream()
                        .filter(place -> place.permission().isEmpty() || who.may(place.permission()))
                        .toList())
                .orElse(List.of());
    }

    public boolean isAt(Place place) {
        return place.path().equals("/")
                ? path.equals("/")
                : Stream.of(path, path + "/")
                        .anyMatch(at -> at.startsWith(place.path() + "/") || at.equals(place.path()));
    }

    /** What one form is known by, in case it is sent twice. */
    public String once() {
        return UUID.randomUUID().toString();
    }

    public boolean may(String permission) {
        return caller.map(who -> who.may(permission)).orElse(false);
    }
}
