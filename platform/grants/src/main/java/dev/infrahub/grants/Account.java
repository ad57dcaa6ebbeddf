package dev.infrahub.grants;

import java.util.Map;
import javax.security.auth.spi.LoginModule;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.apache.kafka.common.security.scram.ScramLoginModule;

/**
 * Somebody whom Kafka knows by a password.
 *
 * @param name what Kafka grants things to, as {@code User:<name>}
 * @param password Base64, so that nothing in it needs to be quoted
 */
public record Account(String name, String password) {

    /** Who sets up all others on a broker of the hub's own; the broker is this one too. */
    public static final String ADMINISTRATOR = "administrator";

    /** The mechanism by which a broker knows everybody: it holds no password, and none is sent to it. */
    public static final String MECHANISM = "SCRAM-SHA-512";

    /** What each Kafka client needs to be this one on a broker of the hub's own. */
    public Map<String, String> clientSettings(String bootstrapServers) {
        return settings(bootstrapServers, MECHANISM, login());
    }

    /** The same by a way that does without SCRAM, where only the broker is heard: at first it knows nobody by that. */
    public Map<String, String> internalSettings(String bootstrapServers) {
        return settings(bootstrapServers, "PLAIN", internalLogin() + ";");
    }

    private static Map<String, String> settings(String bootstrapServers, String mechanism, String login) {
        return Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
                SecurityProtocol.SASL_PLAINTEXT.name,
                SaslConfigs.SASL_MECHANISM,
                mechanism,
                SaslConfigs.SASL_JAAS_CONFIG,
                login);
    }

    /** The login of Kafka's own form. */
    public String login() {
        return required(ScramLoginModule.class) + ";";
    }

    /** Without its end: a broker's says more. */
    public String internalLogin() {
        return required(PlainLoginModule.class);
    }

    private String required(Class<? extends LoginModule> module) {
        return "%s required username=\"%s\" password=\"%s\"".formatted(module.getName(), name, password);
    }

    @Override
    public String toString() {
        return name;
    }
}
