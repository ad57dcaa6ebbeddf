package dev.infrahub.events;

import dev.infrahub.faults.SettingRefused;
import dev.infrahub.schemas.Service;
import dev.infrahub.schemas.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The keys of a service, in files. Without one that it needs it does not start, and says how to make it. */
record KeyFiles(String service, String signing, String trusted) {

    private static final String HOW = """
            . "./hub signing-key FILE" makes a private key in FILE and its public key in FILE.pub; so do, with OpenSSL 3.5 or \
            later, "openssl genpkey -algorithm ML-DSA-65 -out FILE" and "openssl pkey -in FILE -pubout -out FILE.pub".""";

    static KeyFiles of(EventsProperties properties) {
        return new KeyFiles(properties.service(), properties.signingKeyFile(), properties.trustedKeysFile());
    }

    /** @throws SettingRefused where the service publishes events that are signed and has no key */
    Optional<EventSigner> signer() {
        if (!signing.isEmpty()) {
            return Optional.of(new EventSigner(read("HUB_SIGNING_KEY_FILE", signing, SigningKey::of)));
        }
        Arrays.stream(Service.values())
                .filter(known -> known.id().equals(service))
                .map(Service::publishes)
                .flatMap(Collection::stream)
                .filter(Topic::isSigned)
                .findFirst()
                .ifPresent(topic -> {
                    throw new SettingRefused(service + " publishes " + topic
                            + ", which it signs, and has no key: set HUB_SIGNING_KEY_FILE" + HOW);
                });
        return Optional.empty();
    }

    /** @throws SettingRefused where the service handles events that are signed and trusts nobody */
    TrustedKeys trusted(List<Subscription<?>> subscriptions) {
        if (!trusted.isEmpty()) {
            return TrustedKeys.of(Arrays.stream(trusted.split(",", -1))
                    .map(file -> read("HUB_TRUSTED_KEYS_FILE", file, KeyFiles::requireKeys))
                    .collect(Collectors.joining("\n")));
        }
        subscriptions.stream()
                .map(Subscription::topic)
                .filter(Topic::isSigned)
                .findFirst()
                .ifPresent(topic -> {
                    throw new SettingRefused(service + " handles " + topic
                            + ", which is signed, and trusts no key: set HUB_TRUSTED_KEYS_FILE to the"
                            + " public key of " + topic.publishers().getFirst() + HOW);
                });
        return TrustedKeys.none();
    }

    /** The same text, which holds keys. */
    private static String requireKeys(String pem) {
        var _ = TrustedKeys.of(pem);
        return pem;
    }

    private static <T> T read(String variable, String file, Function<String, T> keys) {
        try {
            return keys.apply(Files.readString(Path.of(file)));
        } catch (IOException _) {
            throw new SettingRefused(variable + " names " + file + ", which cannot be read" + HOW);
        } catch (IllegalArgumentException e) {
            throw new SettingRefused(variable + " names " + file + ", which " + e.getMessage() + HOW);
        }
    }
}
