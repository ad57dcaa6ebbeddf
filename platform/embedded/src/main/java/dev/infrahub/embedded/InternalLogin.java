package dev.infrahub.embedded;

import dev.infrahub.grants.Account;
import dev.infrahub.grants.Administration;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.security.plain.PlainLoginModule;

/**
 * How broker, controller and who sets them up know each other, all in this process: by a password that is another one at every
 * start and is written nowhere.
 */
record InternalLogin(Account administrator) {

    static InternalLogin make() {
        return new InternalLogin(Administration.newAccount(Account.ADMINISTRATOR));
    }

    Map<String, String> ofServer() {
        String login = "%s user_%s=\"%s\";".formatted(login(), administrator.name(), administrator.password());
        return Map.of(
                "listener.name.internal.plain.sasl.jaas.config", login,
                "listener.name.controller.plain.sasl.jaas.config", login);
    }

    Map<String, String> ofClient(String bootstrapServers) {
        return Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
                SecurityProtocol.SASL_PLAINTEXT.name,
                SaslConfigs.SASL_MECHANISM,
                "PLAIN",
                SaslConfigs.SASL_JAAS_CONFIG,
                login() + ";");
    }

    private String login() {
        return "%s required username=\"%s\" password=\"%s\""
                .formatted(PlainLoginModule.class.getName(), administrator.name(), administrator.password());
    }

    @Override
    public String toString() {
        return "InternalLogin";
    }
}
