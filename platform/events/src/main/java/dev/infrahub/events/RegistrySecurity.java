package dev.infrahub.events;

import dev.infrahub.connections.PasswordSetting;
import dev.infrahub.connections.PemFile;
import dev.infrahub.faults.SettingRefused;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who we are to the schema registry and whom we trust there. What cannot work is refused when this is made, by the name of
 * the variable.
 *
 * @param username for HTTP's basic authentication; empty where the registry asks for nobody
 * @param password once made, also where a file holds it
 * @param passwordFile holds the password, where {@code password} does not
 * @param caFile certificates that the registry's own is signed by, in PEM; the JDK's where empty
 */
public record RegistrySecurity(
        @DefaultValue("") String username,
        @DefaultValue("") String password,
        @DefaultValue("") String passwordFile,
        @DefaultValue("") String caFile) {

    private static final String USERNAME = "SCHEMA_REGISTRY_USERNAME";
    private static final String PASSWORD = "SCHEMA_REGISTRY_PASSWORD";
    private static final String CA_FILE = "SCHEMA_REGISTRY_CA_FILE";

    /** Of a store of public certificates; its format asks for one. */
    private static final String STORE_PASSWORD = "certificates";

    public RegistrySecurity {
        password = PasswordSetting.of(PASSWORD, password, passwordFile).orElse("");
        if (username.isBlank() != password.isEmpty()) {
            throw new SettingRefused(
                    username.isBlank()
                            ? PASSWORD + " is set without a user: set " + USERNAME + " too."
                            : USERNAME + " is set without a password: set " + PASSWORD + " or " + PASSWORD + "_FILE.");
        }
        if (username.contains(":")) {
            throw new SettingRefused(USERNAME + " has a colon, which HTTP's basic authentication allows in no name.");
        }
        if (!caFile.isBlank()) {
            PemFile.certificates(CA_FILE, caFile);
        }
    }

    /** Of a registry that asks for nothing. */
    public static RegistrySecurity none() {
        return new RegistrySecurity("", "", "", "");
    }

    void requireTls(URI registry) {
        if (!"https".equals(registry.getScheme()) && !caFile.isBlank()) {
            throw new SettingRefused(CA_FILE + " is set, but SCHEMA_REGISTRY_URL begins with " + registry.getScheme()
                    + ": let it begin with https, or unset " + CA_FILE + ".");
        }
    }

    /** The value of the header Authorization. */
    Optional<String> authorization() {
        return username.isBlank()
                ? Optional.empty()
                : Optional.of("Basic "
                        + Base64.getEncoder()
                                .encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8)));
    }

    Optional<SSLContext> trust() {
        return caFile.isBlank() ? Optional.empty() : Optional.of(trusting(store()));
    }

    /**
     * What Apicurio's serializer takes, or Confluent's.
     *
     * @param serde the class's name
     */
    Map<String, Object> serdeProperties(String serde) {
        Map<String, Object> properties = new HashMap<>();
        boolean isConfluents = serde.startsWith("io.confluent.");
        if (!username.isBlank()) {
            properties.putAll(
                    isConfluents
                            ? Map.of(
                                    "basic.auth.credentials.source",
                                    "USER_INFO",
                                    "basic.auth.user.info",
                                    username + ":" + password)
                            : Map.of(
                                    "apicurio.registry.auth.username",
                                    username,
                                    "apicurio.registry.auth.password",
                                    password));
        }
        if (!caFile.isBlank()) {
            properties.putAll(
                    isConfluents
                            ? Map.of(
                                    "schema.registry.ssl.truststore.type",
                                    "PKCS12",
                                    "schema.registry.ssl.truststore.location",
                                    storeFile().toString(),
                                    "schema.registry.ssl.truststore.password",
                                    STORE_PASSWORD)
                            : Map.of(
                                    "apicurio.registry.tls.truststore.type",
                                    "PEM",
                                    "apicurio.registry.tls.certificates",
                                    PemFile.certificates(CA_FILE, caFile).text()));
        }
        return properties;
    }

    @Override
    public String toString() {
        return "RegistrySecurity[" + (username.isBlank() ? "nobody" : username) + "]";
    }

    private KeyStore store() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (X509Certificate certificate :
                    PemFile.certificates(CA_FILE, caFile).certificates()) {
                store.setCertificateEntry(Integer.toString(store.size()), certificate);
            }
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the certificates of " + caFile + " cannot be used", e);
        }
    }

    /** Confluent's client reads no PEM. */
    private Path storeFile() {
        try {
            Path file = Files.createTempFile("schema-registry-ca", ".p12");
            file.toFile().deleteOnExit();
            try (OutputStream out = Files.newOutputStream(file)) {
                store().store(out, STORE_PASSWORD.toCharArray());
            }
            return file;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the certificates of " + caFile + " cannot be handed to the serializer", e);
        }
    }

    private static SSLContext trusting(KeyStore store) {
        try {
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
