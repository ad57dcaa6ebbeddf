package dev.infrahub.quantumapi;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads a key's JSON. */
final class Keys {

    private Keys() {}

    static Key read(Answer answer) {
        return new Key(
                answer.id("id"),
                answer.text("name"),
                answer.text("algorithm"),
                answer.text("keyType"),
                answer.text("state"),
                answer.number("version"),
                answer.time("createdAt"),
                publicKeys(answer));
    }

    private static List<Key.PublicKey> publicKeys(Answer answer) {
        return answer.objects("versions").stream()
                .map(version -> version.optionalObject("publicKey"))
                .flatMap(Optional::stream)
                .map(Keys::publicKey)
                .sorted(Comparator.comparingInt(Key.PublicKey::version))
                .toList();
    }

    private static Key.PublicKey publicKey(Answer answer) {
        return new Key.PublicKey(
                answer.number("version"), answer.text("algorithm"), answer.bytes("raw"), answer.text("pem"));
    }
}
