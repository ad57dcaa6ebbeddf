package dev.infrahub.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.util.PasswordUtil;

/**
 * The two roles that work on the server, both ordinary: the hub's owns the database, the registry's owns the schema of that
 * name in it. Setting them up again changes nothing, and takes away what an earlier build gave.
 */
record PostgresRoles(int port, KeptKey superuser) {

    static final String HUB = "infrahub";
    static final String REGISTRY = "registry";

    /** The registry's tables were the hub's in an earlier build. Sequences last: those of a table follow it. */
    private static final String GIVE_REGISTRY_ITS_SCHEMA = """
            do $$
            declare thing text;
            begin
                alter schema registry owner to registry;
                for thing in
                    select relname from pg_class
                    where relnamespace = 'registry'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'S')
                        and relowner <> 'registry'::regrole
                    order by relkind = 'S'
                loop
                    execute format('alter table registry.%I owner to registry', thing);
                end loop;
            end $$
            """;

    void setUp(KeptKey hub, KeptKey registry) {
        try {
            try (Connection connection = connect(PostgresDoor.SUPERUSER);
                    Statement statement = connection.createStatement()) {
                makeRole(statement, HUB, hub);
                makeRole(statement, REGISTRY, registry);
                if (!exists(statement, "select from pg_database where datname = '" + HUB + "'")) {
                    statement.execute("create database " + HUB + " owner " + HUB);
                }
                statement.execute("revoke all on database " + HUB + " from public");
                statement.execute("grant connect on database " + HUB + " to " + REGISTRY);
            }
            try (Connection connection = connect(HUB);
                    Statement statement = connection.createStatement()) {
                statement.execute("create schema if not exists " + REGISTRY);
                statement.execute(GIVE_REGISTRY_ITS_SCHEMA);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot set up the database " + HUB, e);
        }
    }

    void createDatabase(String name) {
        try (Connection connection = connect(PostgresDoor.SUPERUSER);
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + " owner " + HUB);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create the database " + name, e);
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + Ports.LOOPBACK + ":" + port + "/" + database,
                PostgresDoor.SUPERUSER,
                superuser.text());
    }

    private static void makeRole(Statement statement, String role, KeptKey password) throws SQLException {
        if (!exists(statement, "select from pg_roles where rolname = '" + role + "'")) {
            statement.execute("create role " + role);
        }
        String verifier = PasswordUtil.encodeScramSha256(password.text().toCharArray());
        statement.execute("alter role " + role
                + " with login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password '" + verifier
                + "'");
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }
}
