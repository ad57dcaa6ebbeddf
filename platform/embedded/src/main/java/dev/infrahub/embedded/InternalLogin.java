package dev.infrahub.embedded;

import dev.infrahub.grants.Account;
import dev.infrahub.grants.Administration;
import java.util.Map;

/**
 * How broker, controller and who sets them up know each other, all in this process: by a password that is another one at every
 * start and is written nowhere.
 */
record InternalLogin(Account administrator) {

    static InternalLogin make() {
        return new InternalLogin(Administration.newAccount(Account.ADMINISTRATOR));
    }

    Map<String, String> ofServer() {
        String login = "%s user_%s=\"%s\";"
                .formatted(administrator.internalLogin(), administrator.name(), administrator.password());
        return Map.of(
                "listener.name.internal.plain.sasl.jaas.config", login,
                "listener.name.controller.plain.sasl.jaas.config", login);
    }

    Map<String, String> ofClient(String bootstrapServers) {
        return administrator.internalSettings(bootstrapServers);
    }

    @Override
    public String toString() {
        return "InternalLogin";
    }
}
