package dev.infrahub.standalone;

import dev.infrahub.embedded.KeptKey;
import java.nio.file.Path;

/** The keys of this hub: those of the environment, or ones of its own that it keeps in its home. */
record Keys(Settings settings) {

    private static final String API_KEY_PREFIX = "hub_";

    /** Under which sensitive values enter fingerprints. */
    String fingerprints() {
        return settings.value("HUB_FINGERPRINT_KEY")
                .orElseGet(() -> new KeptKey(settings.home().fingerprintKey(), "").text());
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

    /** The file of the key that the gateway signs with. */
    String signing() {
        return settings.value("HUB_SIGNING_KEY_FILE")
                .orElseGet(() -> ownSigning().kept().toString());
    }

    /** The file of the keys that the workers trust; made, as the other, when it is asked for first. */
    String trusted() {
        return settings.value("HUB_TRUSTED_KEYS_FILE")
                .orElseGet(
                        () -> new KeptSigningKey(Path.of(signing())).publicKey().toString());
    }

    private KeptSigningKey ownSigning() {
        return new KeptSigningKey(settings.home().signingKey());
    }

    private KeptKey development() {
        return new KeptKey(settings.home().developmentKey(), API_KEY_PREFIX);
    }
}
