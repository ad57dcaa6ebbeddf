package dev.infrahub.quantumapilocal.web.encryption;

import dev.infrahub.quantumapilocal.domain.Action;
import dev.infrahub.quantumapilocal.domain.Envelope;
import dev.infrahub.quantumapilocal.domain.Key;
import dev.infrahub.quantumapilocal.domain.KeyType;
import dev.infrahub.quantumapilocal.store.KeyRing;
import dev.infrahub.quantumapilocal.store.Keys;
import dev.infrahub.quantumapilocal.store.Transaction;
import dev.infrahub.quantumapilocal.web.access.Desk;
import dev.infrahub.quantumapilocal.web.access.Done;
import dev.infrahub.quantumapilocal.web.calls.Call;
import dev.infrahub.quantumapilocal.web.calls.Calls;
import dev.infrahub.quantumapilocal.web.calls.Fields;
import dev.infrahub.quantumapilocal.web.contract.Described;
import dev.infrahub.quantumapilocal.web.contract.Requests;
import dev.infrahub.quantumapilocal.web.keys.KeyLookup;
import dev.infrahub.quantumapilocal.web.problems.Problem;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Encrypts and decrypts: ML-KEM and AES-256-GCM in an {@link Envelope}. */
@RestController
@RequestMapping(Calls.BASE)
@Tag(name = "Encryption")
public class EncryptionController {

    private final Desk desk;
    private final KeyRing ring;
    private final SecureRandom random;
    private final JsonMapper json;

    public EncryptionController(Desk desk, KeyRing ring, SecureRandom random, JsonMapper json) {
        this.desk = desk;
        this.ring = ring;
        this.random = random;
        this.json = json;
    }

    /** How the plaintext is written. */
    private enum Encoding {
        BASE64,
        UTF8;

        static Optional<Encoding> of(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "base64" -> Optional.of(BASE64);
                case "utf8", "utf-8" -> Optional.of(UTF8);
                default -> Optional.empty();
            };
        }

        static Encoding in(Fields fields) {
            return fields.oneOf("encoding", Encoding::of, "base64, utf8").orElse(BASE64);
        }

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param encryptedPayload an {@link Envelope} in Base64 */
    record Encrypted(byte[] encryptedPayload, UUID keyId, int keyVersion, String algorithm) {}

    record Decrypted(String plaintext, String encoding, UUID keyId, int keyVersion) {}

    @Described(value = "Encrypt", takes = Requests.Encrypt.class, answers = Encrypted.class)
    @PostMapping("/encrypt")
    ResponseEntity<byte[]> encrypt(Call call) {
        return desk.handle(call, Action.ENCRYPT, (transaction, _) -> {
            Fields fields = call.fields(json);
            byte[] plaintext = switch (Encoding.in(fields)) {
                case BASE64 -> fields.requiredBase64("plaintext");
                case UTF8 -> fields.requiredText("plaintext").getBytes(StandardCharsets.UTF_8);
            };
            Key key = KeyLookup.usable(transaction, fields.uuid("keyId"), KeyType.ENCRYPTION);
            KeyLookup.checkType(key, KeyType.ENCRYPTION, KeyType.SYMMETRIC);
            Envelope envelope = seal(transaction, key, plaintext, associated(fields));
            return Done.ok(new Encrypted(envelope.bytes(), key.id(), key.version(), envelope.scheme()))
                    .to(KeyLookup.resource(key.id()))
                    .noting(envelope.scheme() + ", version " + key.version());
        });
    }

    private Envelope seal(Transaction transaction, Key key, byte[] plaintext, byte[] associated) {
        Key.Version version = Keys.version(transaction, key, key.version()).orElseThrow();
        return version.publicKey()
                .map(publicKey -> Envelope.seal(key.id(), key.version(), publicKey, plaintext, associated, random))
                .orElseGet(() -> ring.withPrivateKey(
                        key,
                        version,
                        secret -> Envelope.seal(key.id(), key.version(), secret, plaintext, associated, random)));
    }

    @Described(value = "Decrypt", takes = Requests.Decrypt.class, answers = Decrypted.class)
    @PostMapping("/decrypt")
    ResponseEntity<byte[]> decrypt(Call call) {
        return desk.handle(call, Action.DECRYPT, (transaction, _) -> {
            Fields fields = call.fields(json);
            Encoding encoding = Encoding.in(fields);
            Envelope envelope = envelope(fields.requiredText("encryptedPayload"));
            Key key = Keys.find(transaction, envelope.keyId())
                    .filter(found -> found.algorithm() == envelope.algorithm())
                    .map(KeyLookup::usable)
                    .orElseThrow(EncryptionController::invalid);
            byte[] plaintext = Keys.version(transaction, key, envelope.keyVersion())
                    .flatMap(version -> open(key, version, envelope, associated(fields)))
                    .orElseThrow(() -> invalid().about(KeyLookup.resource(key.id())));
            Decrypted answer =
                    new Decrypted(write(plaintext, encoding), encoding.text(), key.id(), envelope.keyVersion());
            Arrays.fill(plaintext, (byte) 0);
            return Done.ok(answer)
                    .to(KeyLookup.resource(key.id()))
                    .noting(envelope.scheme() + ", version " + envelope.keyVersion());
        });
    }

    private Optional<byte[]> open(Key key, Key.Version version, Envelope envelope, byte[] associated) {
        return ring.withPrivateKey(key, version, privateKey -> envelope.open(privateKey, associated));
    }

    private static Envelope envelope(String base64) {
        try {
            return Envelope.read(Base64.getDecoder().decode(base64)).orElseThrow(EncryptionController::invalid);
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    /** One answer for all that is wrong with a payload, so that nothing can be learnt from which it is. */
    private static Problem invalid() {
        return Problem.of(
                        422,
                        "payload.invalid",
                        "encryptedPayload was not made here, was changed, or has other associatedData.")
                .field("encryptedPayload");
    }

    private static byte[] associated(Fields fields) {
        return fields.base64("associatedData").orElse(new byte[0]);
    }

    private static String write(byte[] plaintext, Encoding encoding) {
        return switch (encoding) {
            case BASE64 -> Base64.getEncoder().encodeToString(plaintext);
            case UTF8 -> utf8(plaintext);
        };
    }

    private static String utf8(byte[] plaintext) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(plaintext))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Problem.invalid("encoding", "is utf8, but the plaintext is not; ask for base64");
        }
    }
}
