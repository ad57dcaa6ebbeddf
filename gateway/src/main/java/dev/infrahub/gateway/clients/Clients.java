package dev.infrahub.gateway.clients;

import dev.infrahub.http.Problem;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The clients (tenants) that a caller belongs to: some of them, or all. */
public sealed interface Clients {

    /** What a client's name looks like. */
    Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /** The client of a caller that names none and belongs to several. */
    String DEFAULT = "default";

    /** How "all" is written in keys, claims and rows. */
    String ALL_NAMES = "*";

    /** Every client there is or will be. */
    record All() implements Clients {}

    /** These and no other; none at all is possible. */
    record Some(SortedSet<String> names) implements Clients {

        public Some {
            names = new TreeSet<>(names);
            if (!names.stream().allMatch(name -> NAME.matcher(name).matches())) {
                throw new IllegalArgumentException(
                        "a client's name has letters, digits, dots, hyphens and underscores");
            }
        }
    }

    static Clients all() {
        return new All();
    }

    /**
     * Of names as they are written; {@code *} among them is all.
     *
     * @throws IllegalArgumentException where one is no name of a client
     */
    static Clients of(Collection<String> names) {
        return names.contains(ALL_NAMES) ? all() : new Some(new TreeSet<>(names));
    }

    /** This one alone. */
    static Clients of(String name) {
        return of(Set.of(name));
    }

    default boolean contains(String client) {
        return switch (this) {
            case All _ -> true;
            case Some(SortedSet<String> names) -> names.contains(client);
        };
    }

    default boolean containsAll(Clients others) {
        return switch (others) {
            case All _ -> this instanceof All;
            case Some(SortedSet<String> names) -> names.stream().allMatch(this::contains);
        };
    }

    /** Those that both hold. */
    default Clients and(Clients others) {
        return switch (this) {
            case All _ -> others;
            case Some(SortedSet<String> names) ->
                new Some(new TreeSet<>(names.stream().filter(others::contains).toList()));
        };
    }

    /** The one client, where it is just one. */
    default Optional<String> only() {
        return switch (this) {
            case All _ -> Optional.empty();
            case Some(SortedSet<String> names) -> names.size() == 1 ? Optional.of(names.first()) : Optional.empty();
        };
    }

    /** The client of a request that names none: the only one there is, or {@code default} where that is among them. */
    default Optional<String> implied() {
        return only().or(() -> Optional.of(DEFAULT).filter(this::contains));
    }

    /**
     * The client that a request names, else the one that it means.
     *
     * @throws Problem 422 where it means none: the credential belongs to several, or to none
     */
    default String meant(@Nullable String named) {
        return Optional.ofNullable(named)
                .or(this::implied)
                .orElseThrow(() -> Problem.of(
                                422, "field.missing", "client is required: the credential belongs to several clients.")
                        .field("client"));
    }

    /** As they are written. */
    default SortedSet<String> written() {
        return switch (this) {
            case All _ -> new TreeSet<>(Set.of(ALL_NAMES));
            case Some(SortedSet<String> names) -> names;
        };
    }
}
