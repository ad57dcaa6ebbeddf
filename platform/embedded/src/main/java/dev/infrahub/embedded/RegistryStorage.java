package dev.infrahub.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * The PostgreSQL database in which the registry keeps its schemas, in a schema of its own beside the services' tables.
 *
 * @param jdbcUrl of the database, perhaps with parameters
 */
public record RegistryStorage(String jdbcUrl, String user, String password) {

    private static final String SCHEMA = "registry";

    public static RegistryStorage in(EmbeddedDatabase database) {
        return database.registryStorage();
    }

    void prepare() {
        try (Connection connection = DriverManager.getConnection(jdbcUrl, user, password);
                Statement statement = connection.createStatement()) {
            if (!isPrepared(statement)) {
                statement.execute("create schema " + SCHEMA);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the schema registry cannot keep its schemas in " + jdbcUrl, e);
        }
    }

    /** A role that owns the schema and nothing else may not even ask for it to be made. */
    private static boolean isPrepared(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select from pg_namespace where nspname = '" + SCHEMA + "'")) {
            return rows.next();
        }
    }

    /** By environment, because everyone on the machine can read a command line. */
    Map<String, String> environment() {
        return Map.of(
                "APICURIO_STORAGE_KIND", "sql",
                "APICURIO_STORAGE_SQL_KIND", "postgresql",
                "APICURIO_SQL_DB_SCHEMA", SCHEMA,
                "APICURIO_DATASOURCE_URL", jdbcUrl + (jdbcUrl.contains("?") ? "&" : "?") + "currentSchema=" + SCHEMA,
                "APICURIO_DATASOURCE_USERNAME", user,
                "APICURIO_DATASOURCE_PASSWORD", password,
                "APICURIO_DATASOURCE_JDBC_INITIAL_SIZE", "2",
                "APICURIO_DATASOURCE_JDBC_MIN_SIZE", "2",
                "APICURIO_DATASOURCE_JDBC_MAX_SIZE", "10");
    }

    @Override
    public String toString() {
        return "RegistryStorage[" + jdbcUrl + ", " + user + "]";
    }
}
