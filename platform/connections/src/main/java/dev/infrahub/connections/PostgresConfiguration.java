package dev.infrahub.connections;

import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.postgresql.client.SSLMode;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Both drivers connect by one set of settings. A service that has a database imports this class. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PostgresConnection.class)
public class PostgresConfiguration {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

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

    /** Flyway waits for minutes for a server that will never let it in, and says so in paragraphs. */
    @Bean
    FlywayMigrationStrategy migrateWhereLetIn(PostgresConnection postgres) {
        return flyway -> {
            new PostgresAccess(postgres, PATIENCE).requireOpen();
            flyway.migrate();
        };
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
