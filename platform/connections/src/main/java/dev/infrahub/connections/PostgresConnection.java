package dev.infrahub.connections;

import dev.infrahub.faults.SettingRefused;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the database is, who we are there and whom we trust, under {@code hub.postgres}: for every driver the same. What
 * cannot work is refused when this is made, by the name of the variable.
 *
 * @param schema the service's own
 * @param password once made, also where a file holds it
 * @param passwordFile holds the password, where {@code password} does not
 * @param sslMode whether there is TLS, and what is checked of the server's certificate
 * @param sslCaFile certificates that the server's own is signed by, in PEM; the JDK's where empty
 * @param sslCertificateFile our own certificate, in PEM, where the server asks for one
 * @param sslKeyFile the private key of that certificate, in PEM (PKCS #8, not encrypted)
 */
@ConfigurationProperties(prefix = "hub.postgres", ignoreUnknownFields = false)
public record PostgresConnection(
        @DefaultValue("localhost") String host,
        @DefaultValue("5432") String port,
        @DefaultValue("infrahub") String database,
        @DefaultValue("public") String schema,
        @DefaultValue("infrahub") String user,
        @DefaultValue("") String password,
        @DefaultValue("") String passwordFile,
        @DefaultValue("") String sslMode,
        @DefaultValue("") String sslCaFile,
        @DefaultValue("") String sslCertificateFile,
        @DefaultValue("") String sslKeyFile) {

    private static final int HIGHEST_PORT = 65_535;

    public PostgresConnection {
        requirePort(port);
        password =
                PasswordSetting.of("POSTGRES_PASSWORD", password, passwordFile).orElse("");
        sslMode = SslMode.named(sslMode).text();
        requireTls(SslMode.named(sslMode), sslCaFile, sslCertificateFile, sslKeyFile);
    }

    public SslMode mode() {
        return SslMode.named(sslMode);
    }

    int portNumber() {
        return Integer.parseInt(port);
    }

    /** Without user and password; with everything that says how the server is to prove itself. */
    public String jdbcUrl() {
        String parameters = tls().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return "jdbc:postgresql://" + host + ":" + port + "/" + database + "?" + parameters;
    }

    /** By the names that both drivers share with libpq. */
    private SequencedMap<String, String> tls() {
        SequencedMap<String, String> parameters = new LinkedHashMap<>();
        parameters.put("sslmode", sslMode);
        if (!sslCaFile.isBlank()) {
            parameters.put("sslrootcert", sslCaFile);
        } else if (mode().checksCertificate()) {
            // else the driver looks for ~/.postgresql/root.crt alone
            parameters.put("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
        }
        if (!sslCertificateFile.isBlank()) {
            parameters.put("sslcert", sslCertificateFile);
            parameters.put("sslkey", sslKeyFile);
            // the driver takes every key for one of RSA
            parameters.put("pemKeyAlgorithm", keyAlgorithm());
        }
        return parameters;
    }

    private String keyAlgorithm() {
        return PemFile.certificates("POSTGRES_SSL_CERTIFICATE_FILE", sslCertificateFile)
                .certificates()
                .getFirst()
                .getPublicKey()
                .getAlgorithm();
    }

    @Override
    public String toString() {
        return user + " at " + host + ":" + port + "/" + database + ", TLS " + sslMode;
    }

    private static void requirePort(String port) {
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > HIGHEST_PORT) {
            throw new SettingRefused("POSTGRES_PORT must be a port number between 1 and 65535, not '" + port + "'.");
        }
    }

    private static void requireTls(SslMode mode, String caFile, String certificateFile, String keyFile) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("POSTGRES_SSL_CA_FILE", caFile);
        files.put("POSTGRES_SSL_CERTIFICATE_FILE", certificateFile);
        files.put("POSTGRES_SSL_KEY_FILE", keyFile);
        files.forEach((variable, file) -> {
            if (!file.isBlank() && !mode.checksCertificate()) {
                throw new SettingRefused(variable + " is set, but POSTGRES_SSL_MODE is " + mode.text()
                        + ", which checks no certificate: set it to verify-full, or unset " + variable + ".");
            }
        });
        if (certificateFile.isBlank() != keyFile.isBlank()) {
            throw new SettingRefused(
                    "POSTGRES_SSL_CERTIFICATE_FILE and POSTGRES_SSL_KEY_FILE belong together: set both,"
                            + " or neither where the server asks for no certificate.");
        }
        if (!certificateFile.isBlank() && caFile.isBlank()) {
            throw new SettingRefused(
                    "POSTGRES_SSL_CERTIFICATE_FILE is set without POSTGRES_SSL_CA_FILE: set that too.");
        }
        if (!caFile.isBlank()) {
            PemFile.certificates("POSTGRES_SSL_CA_FILE", caFile);
        }
        if (!certificateFile.isBlank()) {
            PemFile.certificates("POSTGRES_SSL_CERTIFICATE_FILE", certificateFile);
            PemFile.privateKey("POSTGRES_SSL_KEY_FILE", keyFile);
        }
    }
}
