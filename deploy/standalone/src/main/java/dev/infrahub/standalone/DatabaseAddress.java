package dev.infrahub.standalone;

import dev.infrahub.connections.PostgresConnection;
import dev.infrahub.embedded.EmbeddedDatabase;
import dev.infrahub.embedded.RegistryStorage;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Where the database is and who we are there.
 *
 * @param registryStorage the registry's part of it
 */
record DatabaseAddress(PostgresConnection connection, RegistryStorage registryStorage) {

    private static final String SCHEMA_OF_EACH_SERVICE = "";

    static DatabaseAddress of(EmbeddedDatabase database) {
        return new DatabaseAddress(
                new PostgresConnection(
                        database.host(),
                        Integer.toString(database.port()),
                        database.database(),
                        SCHEMA_OF_EACH_SERVICE,
                        database.user(),
                        database.password(),
                        "",
                        "",
                        "",
                        "",
                        ""),
                RegistryStorage.in(database));
    }

    static DatabaseAddress given(String host, Settings settings) {
        PostgresConnection connection = new PostgresConnection(
                host,
                settings.value("POSTGRES_PORT").orElse("5432"),
                settings.value("POSTGRES_DB").orElse("infrahub"),
                SCHEMA_OF_EACH_SERVICE,
                settings.value("POSTGRES_USER").orElse("infrahub"),
                settings.value("POSTGRES_PASSWORD").orElse(""),
                settings.value("POSTGRES_PASSWORD_FILE").orElse(""),
                settings.value("POSTGRES_SSL_MODE").orElse(""),
                settings.value("POSTGRES_SSL_CA_FILE").orElse(""),
                settings.value("POSTGRES_SSL_CERTIFICATE_FILE").orElse(""),
                settings.value("POSTGRES_SSL_KEY_FILE").orElse(""));
        return new DatabaseAddress(
                connection, new RegistryStorage(connection.jdbcUrl(), connection.user(), connection.password()));
    }

    String host() {
        return connection.host();
    }

    String port() {
        return connection.port();
    }

    String name() {
        return connection.database();
    }

    String user() {
        return connection.user();
    }

    /** How we prove who we are, and the server too; all of it, since what the environment says is about another database. */
    SequencedMap<String, String> proofs() {
        SequencedMap<String, String> proofs = new LinkedHashMap<>();
        proofs.put("POSTGRES_PASSWORD", connection.password());
        proofs.put("POSTGRES_PASSWORD_FILE", "");
        proofs.put("POSTGRES_SSL_MODE", connection.sslMode());
        proofs.put("POSTGRES_SSL_CA_FILE", connection.sslCaFile());
        proofs.put("POSTGRES_SSL_CERTIFICATE_FILE", connection.sslCertificateFile());
        proofs.put("POSTGRES_SSL_KEY_FILE", connection.sslKeyFile());
        return proofs;
    }

    @Override
    public String toString() {
        return host() + ":" + port();
    }
}
