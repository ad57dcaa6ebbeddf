package dev.infrahub.standalone;

import dev.infrahub.embedded.KeptKey;
import dev.infrahub.schemas.Service;
import dev.infrahub.schemas.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The keys of this hub: those of the environment, or ones of its own that it keeps in its home. */
record Keys(Settings settings) {

    private static final String API_KEY_PREFIX = "hub_";

    /** Under which sensitive values enter fingerprints. */
    String fingerprints() {
        return settings.value("HUB_FINGERPRINT_KEY")
                .orElseGet(() -> new KeptKey(settings.home().fingerprintKey(), "").text());
    }

    /** What the console proves itself to the gateway by. */
    String console() {
        return settings.value("HUB_CONSOLE_SECRET")
                .orElseGet(() -> new KeptKey(settings.home().consoleSecret(), "").text());
    }

    /** The API key that may everything. */
    String administrator() {
        return settings.value("HUB_ADMIN_KEY").orElseGet(() -> development().text());
    }

    /** Makes sure that there is one, and shows it the one time that it is made. */
    void showNew(Console console) {
        if (settings.value("HUB_ADMIN_KEY").isPresent() || development().exists()) {
            return;
        }
        String key = development().text();
        // on a terminal alone: anything else may be a file that others read; the launcher shows it then
        console.say("New API key for development, role admin" + (Console.isTerminal() ? ": " + key : ""));
        console.detail("It is kept in " + settings.home().developmentKey() + ", for you alone, and not shown again");
    }

    /** What the local QuantumAPI encrypts its own keys with. */
    KeptKey quantumApiMaster() {
        return new KeptKey(settings.home().quantumApi().resolve("master-key"), "");
    }

    /** The API key of the local QuantumAPI, all scopes. */
    KeptKey quantumApi() {
        return new KeptKey(settings.home().quantumApi().resolve("api-key"), "qapi_");
    }

    /**
     * What signs the events of this service, and whose it believes, as the catalogue says; made where there is
     * none yet, by one of the services that start at once.
     */
    synchronized List<String> ofEvents(Service service) {
        List<String> arguments = new ArrayList<>();
        if (service.publishes().stream().anyMatch(Topic::isSigned)) {
            arguments.add("--HUB_SIGNING_KEY_FILE=" + signing(service).kept());
        }
        List<Service> believed = service.subscribesTo().stream()
                .filter(Topic::isSigned)
                .flatMap(topic -> topic.publishers().stream())
                .distinct()
                .toList();
        if (!believed.isEmpty()) {
            arguments.add("--HUB_TRUSTED_KEYS_FILE=" + trusted(service, believed));
        }
        return arguments;
    }

    private Path trusted(Service service, List<Service> believed) {
        Path file = settings.home().signingKeys().resolve(service + ".trusted");
        try {
            StringBuilder keys = new StringBuilder();
            for (Service publisher : believed) {
                keys.append(signing(publisher).trusted());
            }
            return Files.writeString(file, keys);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep in " + file + " whom " + service + " believes", e);
        }
    }

    private KeptSigningKey signing(Service service) {
        return new KeptSigningKey(settings.home().signingKeys().resolve(service.id()));
    }

    private KeptKey development() {
        return new KeptKey(settings.home().developmentKey(), API_KEY_PREFIX);
    }
}
