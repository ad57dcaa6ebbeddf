package dev.infrahub.testing;

import dev.infrahub.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A Postgres as operators run them: TLS or nothing, SCRAM or nothing, and a certificate as well where it is told to ask. */
record SecuredPostgres(EmbeddedDatabase database, Path state) implements AutoCloseable {

    static SecuredPostgres start(Path state, Certificates certificates, String name)
            throws IOException, GeneralSecurityException, SQLException {
        SecuredPostgres postgres = new SecuredPostgres(EmbeddedDatabase.start(state, 0), state);
        Files.writeString(
                state.resolve("data/postgresql.conf"),
                """
                ssl = on
                ssl_cert_file = '%s'
                ssl_key_file = '%s'
                ssl_ca_file = '%s'
                """.formatted(certificates.certificate(name), certificates.key(name), certificates.authority()),
                StandardOpenOption.APPEND);
        postgres.ask("");
        return postgres;
    }

    /** What every client that comes from now on is asked for, beside TLS and a password. */
    void ask(String more) throws IOException, SQLException {
        Path rules = state.resolve("data/pg_hba.conf");
        try (Connection superuser = superuser();
                Statement statement = superuser.createStatement()) {
            Files.writeString(rules, """
                    hostnossl all postgres 127.0.0.1/32 scram-sha-256
                    hostssl all infrahub 127.0.0.1/32 scram-sha-256 %s
                    """.formatted(more));
            statement.execute("select pg_reload_conf()");
        }
    }

    String password() {
        return database.password();
    }

    int port() {
        return database.port();
    }

    private Connection superuser() throws SQLException, IOException {
        return DriverManager.getConnection(
                database.jdbcUrl() + "?sslmode=disable",
                "postgres",
                Files.readString(state.resolve("superuser-password")).strip());
    }

    @Override
    public void close() {
        database.close();
    }
}
