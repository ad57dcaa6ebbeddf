package dev.infrahub.identity;

import java.util.List;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/**
 * Somebody whose name says it all: {@code approver.acme.first} is an approver of acme, another than {@code approver.acme.second}.
 * The last part {@code briefly} is of those whose tokens are good for seconds.
 */
record Person(String name, List<String> parts) {

    static final String PASSWORD = "a password of tests";

    private static final int PARTS = 3;

    Person {
        parts = List.copyOf(parts);
    }

    static Person of(String name) {
        List<String> parts = List.of(name.split("\\.", -1));
        if (parts.size() != PARTS) {
            throw new UsernameNotFoundException(name);
        }
        return new Person(name, parts);
    }

    List<String> roles() {
        return List.of(parts.get(0));
    }

    List<String> clients() {
        return List.of(parts.get(1));
    }

    boolean isSignedInBriefly() {
        return parts.get(2).equals("briefly");
    }

    UserDetails account() {
        return User.withUsername(name)
                .password("{noop}" + PASSWORD)
                .authorities(List.of())
                .build();
    }
}
