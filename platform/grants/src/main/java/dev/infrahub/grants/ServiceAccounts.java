package dev.infrahub.grants;

import dev.infrahub.schemas.Service;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Has a broker of the hub's own know the services, each by its password, and what each may: {@code kafka-grants} of
 * docker-compose.yml, at every start. It is in the jar of every service that has to do with events.
 *
 * @param internal address where only the broker is heard
 * @param clients address where it listens to the services
 */
record ServiceAccounts(String internal, String clients, Account administrator, List<Account> services) {

    private static final String USAGE = "takes the broker's address for itself and the one for its clients";
    private static final int ADDRESSES = 2;

    static void main(String[] addresses) {
        try {
            from(List.of(addresses), System.getenv()).putInPlace();
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /** @throws IllegalArgumentException that names what is missing */
    static ServiceAccounts from(List<String> addresses, Map<String, String> environment) {
        if (addresses.size() != ADDRESSES) {
            throw new IllegalArgumentException(USAGE);
        }
        Account administrator = new Account(Account.ADMINISTRATOR, password("ADMIN", environment));
        List<Account> services = Stream.of(Service.values())
                .map(service -> new Account(service.id(), password(service.name(), environment)))
                .toList();
        return new ServiceAccounts(addresses.getFirst(), addresses.getLast(), administrator, services);
    }

    private static String password(String whose, Map<String, String> environment) {
        String name = "KAFKA_%s_PASSWORD".formatted(whose.toUpperCase(Locale.ROOT));
        return Optional.ofNullable(environment.get(name))
                .filter(password -> !password.isBlank())
                .orElseThrow(() -> new IllegalArgumentException(name + " is not set"));
    }

    private void putInPlace() {
        try (Administration administration = new Administration(administrator.internalSettings(internal))) {
            administration.allow(Grants.ofServices());
            administration.letBrokerTellTime();
            administration.admit(services);
        }
        services.forEach(service -> Administration.awaitKnown(clients, service));
    }
}
