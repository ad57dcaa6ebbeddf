package dev.infrahub.grants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.schemas.Service;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServiceAccountsTests {

    private static final List<String> ADDRESSES = List.of("localhost:9094", "kafka:9092");

    private final Map<String, String> environment =
            new HashMap<>(Map.of("KAFKA_ADMIN_PASSWORD", "of the administrator"));

    ServiceAccountsTests() {
        for (Service service : Service.values()) {
            environment.put(variable(service), "of " + service);
        }
    }

    @Test
    void each_service_has_the_password_that_is_named_after_it() {
        ServiceAccounts accounts = ServiceAccounts.from(ADDRESSES, environment);

        assertThat(accounts.administrator()).isEqualTo(new Account("administrator", "of the administrator"));
        assertThat(accounts.services())
                .hasSameSizeAs(Service.values())
                .allSatisfy(account -> assertThat(account.password()).isEqualTo("of " + account.name()));
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void none_is_left_out(Service service) {
        environment.put(variable(service), " ");

        assertThatThrownBy(() -> ServiceAccounts.from(ADDRESSES, environment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(variable(service) + " is not set");
    }

    private static String variable(Service service) {
        return "KAFKA_" + service.name() + "_PASSWORD";
    }
}
