package dev.infrahub.quantumapilocal.web.encryption;

import dev.infrahub.http.Problem;
import dev.infrahub.quantumapilocal.domain.Action;
import dev.infrahub.quantumapilocal.domain.Encoding;
import dev.infrahub.quantumapilocal.domain.Envelope;
import dev.infrahub.quantumapilocal.domain.Key;
import dev.infrahub.quantumapilocal.domain.KeyType;
import dev.infrahub.quantumapilocal.store.KeyRing;
import dev.infrahub.quantumapilocal.store.Keys;
import dev.infrahub.quantumapilocal.store.Transaction;
import dev.infrahub.quantumapilocal.web.calls.Answer;
import dev.infrahub.quantumapilocal.web.calls.Call;
import dev.infrahub.quantumapilocal.web.calls.Calls;
import dev.infrahub.quantumapilocal.web.calls.Resource;
import dev.infrahub.quantumapilocal.web.contract.Described;
import dev.infrahub.quantumapilocal.web.keys.KeyLookup;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotNull;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Encrypts and decrypts: ML-KEM and AES-256-GCM in an {@link Envelope}. */
@RestController
@RequestMapping(Calls.BASE)
@Tag(name = "Encryption")
public class EncryptionController {

    private static final byte[] NOTHING = {};

    private final Calls calls;
    private final KeyRing ring;
    private final SecureRandom random;

    public EncryptionController(Calls calls, KeyRing ring, SecureRandom random) {
        this.calls = calls;
        this.ring = ring;
        this.random = random;
    }

    record Encrypt(
            @NotNull String plaintext,

            @Schema(defaultValue = "base64") Optional<Encoding> encoding,

            @Schema(description = "the default encryption key when absent")
            Optional<UUID> keyId,

            Optional<byte[]> associatedData) {

        byte[] bytes() {
            return switch (encoding.orElse(Encoding.BASE64)) {
                case BASE64 -> base64();
                case UTF8 -> plaintext.getBytes(StandardCharsets.UTF_8);
            };
        }

        private byte[] base64() {
            try {
                return Base64.getDecoder().decode(plaintext);
            } catch (IllegalArgumentException e) {
                throw Problem.invalid("plaintext", "takes standard Base64");
            }
        }

        /** Tells no plaintext. */
        @Override
        public String toString() {
            return "Encrypt[" + keyId + "]";
        }
    }

    /** @param encryptedPayload an {@link Envelope} in Base64; what is no Base64 is no envelope */
    record Decrypt(
            @Schema(format = "byte") @NotNull String encryptedPayload,

            @Schema(defaultValue = "base64") Optional<Encoding> encoding,

            Optional<byte[]> associatedData) {}

    /** @param encryptedPayload an {@link Envelope} in Base64 */
    record Encrypted(byte[] encryptedPayload, UUID keyId, int keyVersion, String algorithm) {}

    record Decrypted(String plaintext, String encoding, UUID keyId, int keyVersion) {}

    @Described(value = "Encrypt", answers = Encrypted.class)
    @PostMapping("/encrypt")
    ResponseEntity<byte[]> encrypt(Call<Encrypt> call) {
        return calls.handle(call, Action.ENCRYPT, (transaction, attempt) -> {
            Encrypt asked = attempt.body();
            byte[] plaintext = asked.bytes();
            Key key = KeyLookup.usable(transaction, attempt, asked.keyId(), KeyType.ENCRYPTION);
            KeyLookup.checkType(key, KeyType.ENCRYPTION, KeyType.SYMMETRIC);
            Envelope envelope =
                    seal(transaction, key, plaintext, asked.associatedData().orElse(NOTHING));
            return Answer.ok(new Encrypted(envelope.bytes(), key.id(), key.version(), envelope.scheme()))
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

    @Described(value = "Decrypt", answers = Decrypted.class)
    @PostMapping("/decrypt")
    ResponseEntity<byte[]> decrypt(Call<Decrypt> call) {
        return calls.handle(call, Action.DECRYPT, (transaction, attempt) -> {
            Decrypt asked = attempt.body();
            Encoding encoding = asked.encoding().orElse(Encoding.BASE64);
            byte[] associated = asked.associatedData().orElse(NOTHING);
            Envelope envelope = envelope(asked.encryptedPayload());
            Key key = Keys.find(transaction, envelope.keyId())
                    .filter(found -> found.algorithm() == envelope.algorithm())
                    .orElseThrow(EncryptionController::invalid);
            attempt.about(Resource.KEY, key.id());
            KeyLookup.checkUsable(key);
            byte[] plaintext = Keys.version(transaction, key, envelope.keyVersion())
                    .flatMap(version -> open(key, version, envelope, associated))
                    .orElseThrow(EncryptionController::invalid);
            Decrypted answer =
                    new Decrypted(write(plaintext, encoding), encoding.text(), key.id(), envelope.keyVersion());
            Arrays.fill(plaintext, (byte) 0);
            return Answer.ok(answer).noting(envelope.scheme() + ", version " + envelope.keyVersion());
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
