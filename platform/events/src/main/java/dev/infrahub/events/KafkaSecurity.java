package dev.infrahub.events;

import dev.infrahub.connections.PasswordSetting;
import dev.infrahub.connections.PemFile;
import dev.infrahub.faults.SettingRefused;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who a Kafka client is and whom it trusts. What cannot work is refused when this is made, by the name of the variable.
 *
 * @param protocol PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL
 * @param mechanism of SASL: SCRAM-SHA-512, SCRAM-SHA-256 or PLAIN
 * @param username for SASL
 * @param password for SASL; once made, also where a file holds it
 * @param passwordFile holds the password, where {@code password} does not
 * @param caFile certificates that brokers' own are signed by, in PEM; the JDK's where empty
 * @param certificateFile our own certificate and its chain, in PEM, where brokers ask for one
 * @param keyFile the private key of that certificate, in PEM (PKCS #8, not encrypted)
 */
public record KafkaSecurity(
        @DefaultValue("") String protocol,
        @DefaultValue("") String mechanism,
        @DefaultValue("") String username,
        @DefaultValue("") String password,
        @DefaultValue("") String passwordFile,
        @DefaultValue("") String caFile,
        @DefaultValue("") String certificateFile,
        @DefaultValue("") String keyFile) {

    private static final String PROTOCOL = "KAFKA_SECURITY_PROTOCOL";
    private static final String MECHANISM = "KAFKA_SASL_MECHANISM";
    private static final String USERNAME = "KAFKA_USERNAME";
    private static final String PASSWORD = "KAFKA_PASSWORD";
    private static final String CA_FILE = "KAFKA_SSL_CA_FILE";
    private static final String CERTIFICATE_FILE = "KAFKA_SSL_CERTIFICATE_FILE";
    private static final String KEY_FILE = "KAFKA_SSL_KEY_FILE";

    private static final Map<String, String> LOGIN_MODULES = Map.of(
            "SCRAM-SHA-512", "org.apache.kafka.common.security.scram.ScramLoginModule",
            "SCRAM-SHA-256", "org.apache.kafka.common.security.scram.ScramLoginModule",
            "PLAIN", "org.apache.kafka.common.security.plain.PlainLoginModule");

    public KafkaSecurity {
        protocol = protocol.isBlank() ? SecurityProtocol.PLAINTEXT.name : protocol.strip();
        mechanism = mechanism.isBlank() ? "SCRAM-SHA-512" : mechanism.strip();
        password = PasswordSetting.of(PASSWORD, password, passwordFile).orElse("");
        requireKnown(
                PROTOCOL, protocol, Arrays.stream(SecurityProtocol.values()).map(known -> known.name));
        requireKnown(MECHANISM, mechanism, LOGIN_MODULES.keySet().stream());
        if (isSasl(protocol)) {
            requireIdentity(protocol, mechanism, username, password);
        } else {
            requireNone(protocol, "SASL_SSL", USERNAME, username);
            requireNone(protocol, "SASL_SSL", PASSWORD, password);
        }
        if (!isTls(protocol)) {
            String tls = isSasl(protocol) ? "SASL_SSL" : "SSL";
            requireNone(protocol, tls, CA_FILE, caFile);
            requireNone(protocol, tls, CERTIFICATE_FILE, certificateFile);
            requireNone(protocol, tls, KEY_FILE, keyFile);
        }
        if (certificateFile.isBlank() != keyFile.isBlank()) {
            throw new SettingRefused(CERTIFICATE_FILE + " and " + KEY_FILE
                    + " belong together: set both, or neither where brokers ask for no certificate.");
        }
        tls(caFile, certificateFile, keyFile);
    }

    /** Of a broker that asks for nothing. */
    public static KafkaSecurity none() {
        return new KafkaSecurity("", "", "", "", "", "", "", "");
    }

    /** Of a broker on this machine that knows its clients by SCRAM. */
    public static KafkaSecurity scram(String username, String password) {
        return new KafkaSecurity(SecurityProtocol.SASL_PLAINTEXT.name, "", username, password, "", "", "", "");
    }

    /** What producers, consumers and admin clients take; empty for a broker that asks for nothing. */
    public Map<String, String> clientProperties() {
        Map<String, String> properties = new HashMap<>();
        if (!protocol.equals(SecurityProtocol.PLAINTEXT.name)) {
            properties.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, protocol);
        }
        if (isSasl(protocol)) {
            properties.put(SaslConfigs.SASL_MECHANISM, mechanism);
            properties.put(SaslConfigs.SASL_JAAS_CONFIG, jaas());
        }
        properties.putAll(tls(caFile, certificateFile, keyFile));
        return properties;
    }

    /** Who we are, for people. */
    String identity() {
        return isSasl(protocol) ? "user " + username : certificateFile.isBlank() ? "nobody" : certificateFile;
    }

    @Override
    public String toString() {
        return "KafkaSecurity[" + protocol + ", " + identity() + "]";
    }

    private static Map<String, String> tls(String caFile, String certificateFile, String keyFile) {
        Map<String, String> properties = new HashMap<>();
        if (!caFile.isBlank()) {
            properties.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
            properties.put(
                    SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG,
                    PemFile.certificates(CA_FILE, caFile).text());
        }
        if (!certificateFile.isBlank()) {
            properties.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, "PEM");
            properties.put(
                    SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG,
                    PemFile.certificates(CERTIFICATE_FILE, certificateFile).text());
            properties.put(
                    SslConfigs.SSL_KEYSTORE_KEY_CONFIG,
                    PemFile.privateKey(KEY_FILE, keyFile).text());
        }
        return properties;
    }

    private String jaas() {
        return LOGIN_MODULES.get(mechanism) + " required username=" + quoted(username) + " password=" + quoted(password)
                + ";";
    }

    /** As Kafka's reader of it, a StreamTokenizer, undoes. */
    private static String quoted(String text) {
        return text.chars().mapToObj(KafkaSecurity::escaped).collect(Collectors.joining("", "\"", "\""));
    }

    private static String escaped(int character) {
        return switch (character) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            // three octal digits, so that a digit that follows is not taken for a fourth
            default -> character < ' ' ? "\\%03o".formatted(character) : Character.toString(character);
        };
    }

    private static boolean isSasl(String protocol) {
        return protocol.startsWith("SASL_");
    }

    private static boolean isTls(String protocol) {
        return protocol.endsWith("SSL");
    }

    private static void requireKnown(String variable, String value, Stream<String> known) {
        List<String> names = known.sorted().toList();
        if (!names.contains(value)) {
            throw new SettingRefused(
                    variable + " must be one of " + String.join(", ", names) + ", not '" + value + "'.");
        }
    }

    private static void requireIdentity(String protocol, String mechanism, String username, String password) {
        if (username.isBlank()) {
            throw new SettingRefused(PROTOCOL + " is " + protocol + ": set " + USERNAME + " too.");
        }
        if (password.isEmpty()) {
            throw new SettingRefused(
                    USERNAME + " is set without a password: set " + PASSWORD + " or " + PASSWORD + "_FILE.");
        }
        if (mechanism.equals("PLAIN") && !isTls(protocol)) {
            throw new SettingRefused(MECHANISM + " PLAIN sends the password itself: set " + PROTOCOL
                    + " to SASL_SSL, or use SCRAM-SHA-512.");
        }
    }

    private static void requireNone(String protocol, String needed, String variable, String value) {
        if (!value.isBlank()) {
            throw new SettingRefused(variable + " is set, but " + PROTOCOL + " is " + protocol + ": set it to " + needed
                    + ", or unset " + variable + ".");
        }
    }
}
