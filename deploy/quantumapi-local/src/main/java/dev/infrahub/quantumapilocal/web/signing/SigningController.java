package dev.infrahub.quantumapilocal.web.signing;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.infrahub.http.Parameters;
import dev.infrahub.http.Problem;
import dev.infrahub.quantumapilocal.domain.Action;
import dev.infrahub.quantumapilocal.domain.Algorithm;
import dev.infrahub.quantumapilocal.domain.Key;
import dev.infrahub.quantumapilocal.domain.KeyType;
import dev.infrahub.quantumapilocal.domain.PublicKey;
import dev.infrahub.quantumapilocal.domain.Rejected;
import dev.infrahub.quantumapilocal.domain.Signatures;
import dev.infrahub.quantumapilocal.store.KeyRing;
import dev.infrahub.quantumapilocal.store.Keys;
import dev.infrahub.quantumapilocal.store.Transaction;
import dev.infrahub.quantumapilocal.web.calls.Answer;
import dev.infrahub.quantumapilocal.web.calls.Attempt;
import dev.infrahub.quantumapilocal.web.calls.Call;
import dev.infrahub.quantumapilocal.web.calls.Calls;
import dev.infrahub.quantumapilocal.web.calls.Problems;
import dev.infrahub.quantumapilocal.web.contract.Described;
import dev.infrahub.quantumapilocal.web.keys.KeyLookup;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Signs with keys kept here; verifies with these, or with a public key that the caller brings. */
@RestController
@RequestMapping(Calls.BASE)
@Tag(name = "Signatures")
public class SigningController {

    private static final byte[] NOTHING = {};

    private final Calls calls;
    private final KeyRing ring;
    private final Signatures signatures;

    public SigningController(Calls calls, KeyRing ring, Signatures signatures) {
        this.calls = calls;
        this.ring = ring;
        this.signatures = signatures;
    }

    record Sign(
            @NotNull byte[] data,

            @Schema(description = "the default signing key when absent")
            Optional<UUID> keyId,

            @Schema(description = "at most 255 bytes; ML-DSA and SLH-DSA")
            Optional<byte[]> context) {}

    /**
     * By a key that is kept here or by one that the caller brings.
     *
     * @param signature in Base64; what is none is no signature either: an invalid one
     * @param keyId a UUID, read after it is known that there is no publicKey
     */
    record Verify(
            @NotNull byte[] data,

            @Schema(format = "byte") @NotNull String signature,

            Optional<byte[]> context,

            @Schema(format = "uuid") Optional<String> keyId,

            @Schema(description = "every version when absent")
            Optional<@Min(value = 1, message = "is less than 1") Integer> keyVersion,

            @Schema(description = "in place of keyId: SPKI DER, PEM, or raw with algorithm")
            Optional<String> publicKey,

            Optional<Algorithm> algorithm) {

        boolean isSignedBy(PublicKey key) {
            return Signatures.verify(
                    key,
                    checked(context, key.algorithm()),
                    data,
                    base64(signature).orElse(NOTHING));
        }

        Optional<UUID> key() {
            return keyId.map(text -> Parameters.uuid(text).orElseThrow(() -> Problem.invalid("keyId", "takes a UUID")));
        }
    }

    /** @param signature in Base64 */
    record Signed(byte[] signature, UUID keyId, int keyVersion, String algorithm) {}

    /** @param keyVersion that made the signature; none when it is not valid */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Verified(
            boolean valid,
            String algorithm,
            @Nullable UUID keyId,
            @Nullable Integer keyVersion) {}

    @Described(value = "Sign", answers = Signed.class)
    @PostMapping("/sign")
    ResponseEntity<byte[]> sign(Call<Sign> call) {
        return calls.handle(call, Action.SIGN, (transaction, attempt) -> {
            Sign asked = attempt.body();
            Key key = KeyLookup.usable(transaction, attempt, asked.keyId(), KeyType.SIGNING);
            KeyLookup.checkType(key, KeyType.SIGNING);
            byte[] context = checked(asked.context(), key.algorithm());
            Key.Version version = Keys.version(transaction, key, key.version()).orElseThrow();
            byte[] signature =
                    ring.withPrivateKey(key, version, privateKey -> signatures.sign(privateKey, context, asked.data()));
            return Answer.ok(new Signed(
                            signature, key.id(), key.version(), key.algorithm().text()))
                    .noting(key.algorithm().text() + ", version " + key.version());
        });
    }

    @Described(value = "Verify a signature", answers = Verified.class)
    @PostMapping("/verify")
    ResponseEntity<byte[]> verify(Call<Verify> call) {
        return calls.handle(call, Action.VERIFY, (transaction, attempt) -> {
            Verify asked = attempt.body();
            if (asked.publicKey().isEmpty()) {
                return verifyByKey(transaction, attempt, asked);
            }
            if (asked.keyId().isPresent()) {
                throw Problem.invalid("publicKey", "does not go with keyId; send one of them");
            }
            return verifyByPublicKey(asked, asked.publicKey().get());
        });
    }

    private static Answer verifyByPublicKey(Verify asked, String text) {
        PublicKey key = publicKey(text, asked.algorithm());
        boolean valid = asked.isSignedBy(key);
        return Answer.ok(new Verified(valid, key.algorithm().text(), null, null))
                .noting(key.algorithm().text() + ", a public key brought along, " + word(valid));
    }

    private static Answer verifyByKey(Transaction transaction, Attempt<?> attempt, Verify asked) {
        Key key = KeyLookup.usable(transaction, attempt, asked.key(), KeyType.SIGNING);
        KeyLookup.checkType(key, KeyType.SIGNING);
        Optional<Key.Version> signer = versions(transaction, key, asked.keyVersion()).stream()
                .filter(version -> asked.isSignedBy(version.publicKey().orElseThrow()))
                .findFirst();
        return Answer.ok(new Verified(
                        signer.isPresent(),
                        key.algorithm().text(),
                        key.id(),
                        signer.map(Key.Version::version).orElse(null)))
                .noting(key.algorithm().text() + ", " + word(signer.isPresent()));
    }

    private static List<Key.Version> versions(Transaction transaction, Key key, Optional<Integer> asked) {
        return asked.map(number -> List.of(Keys.version(transaction, key, number)
                        .orElseThrow(
                                () -> Problems.notFound("version of the key").field("keyVersion"))))
                .orElseGet(() -> Keys.versions(transaction, key));
    }

    private static Optional<byte[]> base64(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] checked(Optional<byte[]> given, Algorithm algorithm) {
        byte[] context = given.orElse(NOTHING);
        return Problems.checking("context", () -> {
            Signatures.checkContext(algorithm, context);
            return context;
        });
    }

    private static PublicKey publicKey(String text, Optional<Algorithm> algorithm) {
        PublicKey key = Problems.checking("publicKey", () -> read(text, algorithm));
        if (algorithm.filter(given -> given != key.algorithm()).isPresent()) {
            throw Problem.invalid(
                    "algorithm",
                    "is not that of publicKey, which is " + key.algorithm().text());
        }
        if (key.algorithm().type() != KeyType.SIGNING) {
            throw Problem.invalid("publicKey", "is a key of " + key.algorithm().text() + ", which does not sign");
        }
        return key;
    }

    private static PublicKey read(String text, Optional<Algorithm> algorithm) {
        if (text.contains("-----BEGIN")) {
            return PublicKey.ofPem(text);
        }
        byte[] bytes = base64(text).orElseThrow(() -> new Rejected("is neither PEM nor standard Base64"));
        return algorithm
                .filter(given -> given.type() == KeyType.SIGNING && bytes.length == PublicKey.rawLength(given))
                .map(given -> PublicKey.ofRaw(given, bytes))
                .orElseGet(() -> PublicKey.ofSpki(bytes));
    }

    private static String word(boolean valid) {
        return valid ? "valid" : "not valid";
    }
}
