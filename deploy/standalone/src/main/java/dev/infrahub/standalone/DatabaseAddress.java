package dev.infrahub.standalone;

import dev.infrahub.embedded.EmbeddedDatabase;
import dev.infrahub.embedded.RegistryStorage;

/** Where the database is and who we are there. */
record DatabaseAddress(String host, String port, String name, String user, String password) {

    static DatabaseAddress of(EmbeddedDatabase database) {
        return new DatabaseAddress(
                database.host(),
                Integer.toString(database.port()),
                database.database(),
                database.user(),
                database.password());
    }

    static DatabaseAddress given(String host, Settings settings) {
        return new DatabaseAddress(
                host,
                settings.value("POSTGRES_PORT").orElse("5432"),
                settings.value("POSTGRES_DB").orElse("infrahub"),
                settings.value("POSTGRES_USER").orElse("infrahub"),
                settings.value("POSTGRES_PASSWORD").orElse(""));
    }

    RegistryStorage registryStorage() {
        return new RegistryStorage("jdbc:postgresql://" + host + ":" + port + "/" + name, user, password);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
