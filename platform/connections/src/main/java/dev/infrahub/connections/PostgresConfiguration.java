package dev.infrahub.connections;

import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.postgresql.client.SSLMode;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.io.EOFException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;

/** Both drivers connect by one set of settings. A service that has a database imports this class. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PostgresConnection.class)
public class PostgresConfiguration {

    /** Of a server that is not there yet: no such host or port, starting up, out of connections. */
    private static final Set<String> AWAY = Set.of("08001", "57P03", "53300");

    @Bean
    R2dbcConnectionDetails r2dbcConnectionDetails(PostgresConnection postgres) {
        ConnectionFactoryOptions.Builder options = ConnectionFactoryOptions.builder()
                .option(ConnectionFactoryOptions.DRIVER, PostgresqlConnectionFactoryProvider.POSTGRESQL_DRIVER)
                .option(ConnectionFactoryOptions.HOST, postgres.host())
                .option(ConnectionFactoryOptions.PORT, postgres.portNumber())
                .option(ConnectionFactoryOptions.DATABASE, postgres.database())
                .option(ConnectionFactoryOptions.USER, postgres.user())
                .option(ConnectionFactoryOptions.PASSWORD, postgres.password())
                .option(PostgresqlConnectionFactoryProvider.SCHEMA, postgres.schema())
                .option(PostgresqlConnectionFactoryProvider.SSL_MODE, r2dbc(postgres.mode()));
        if (!postgres.sslCaFile().isBlank()) {
            options.option(PostgresqlConnectionFactoryProvider.SSL_ROOT_CERT, postgres.sslCaFile());
        }
        if (!postgres.sslCertificateFile().isBlank()) {
            options.option(PostgresqlConnectionFactoryProvider.SSL_CERT, postgres.sslCertificateFile());
            options.option(PostgresqlConnectionFactoryProvider.SSL_KEY, postgres.sslKeyFile());
        }
        return options::build;
    }

    @Bean
    FlywayConnectionDetails flywayConnectionDetails(PostgresConnection postgres) {
        return new FlywayConnectionDetails() {
            @Override
            public String getUsername() {
                return postgres.user();
            }

            @Override
            public String getPassword() {
                return postgres.password();
            }

            @Override
            public String getJdbcUrl() {
                return postgres.jdbcUrl();
            }
        };
    }

    /** Flyway waits for minutes for a server that will never let it in. */
    @Bean
    FlywayMigrationStrategy migrateWhereLetIn(PostgresConnection postgres) {
        return flyway -> {
            requireLetIn(postgres);
            flyway.migrate();
        };
    }

    private static void requireLetIn(PostgresConnection postgres) {
        try {
            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password())
                    .close();
        } catch (SQLException e) {
            if (!isAway(e)) {
                throw new IllegalStateException(
                        "Postgres does not let in " + postgres + ": "
                                + NestedExceptionUtils.getMostSpecificCause(e).getMessage()
                                + ". Check POSTGRES_HOST, POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_SSL_MODE and"
                                + " POSTGRES_SSL_CA_FILE.",
                        e);
            }
        }
    }

    private static boolean isAway(SQLException failure) {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
        boolean isBroken = cause instanceof SocketException
                || cause instanceof SocketTimeoutException
                || cause instanceof EOFException;
        return isBroken || AWAY.contains(String.valueOf(failure.getSQLState()));
    }

    private static SSLMode r2dbc(SslMode mode) {
        return switch (mode) {
            case DISABLE -> SSLMode.DISABLE;
            case REQUIRE -> SSLMode.REQUIRE;
            case VERIFY_CA -> SSLMode.VERIFY_CA;
            case VERIFY_FULL -> SSLMode.VERIFY_FULL;
        };
    }
}
