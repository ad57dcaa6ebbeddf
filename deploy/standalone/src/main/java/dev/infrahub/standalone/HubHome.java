package dev.infrahub.standalone;

import java.nio.file.Path;

/** The directory that holds everything the hub keeps. Deleting it is a reset. */
record HubHome(Path root) {

    static HubHome of(String directory) {
        return new HubHome(Path.of(directory).toAbsolutePath().normalize());
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    Path postgres() {
        return root.resolve("postgres");
    }

    Path registry() {
        return root.resolve("registry");
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path developmentKey() {
        return root.resolve("dev-key");
    }

    Path quantumApi() {
        return root.resolve("quantumapi");
    }

    Path fingerprintKey() {
        return root.resolve("fingerprint-key");
    }

    Path consoleSecret() {
        return root.resolve("console-secret");
    }

    Path signingKeys() {
        return root.resolve("signing-keys");
    }

    Path run() {
        return root.resolve("run");
    }
}
