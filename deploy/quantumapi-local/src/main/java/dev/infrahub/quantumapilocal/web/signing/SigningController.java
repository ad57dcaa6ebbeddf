package dev.infrahub.quantumapilocal.web.signing;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.infrahub.quantumapilocal.domain.Action;
import dev.infrahub.quantumapilocal.domain.Algorithm;
import dev.infrahub.quantumapilocal.domain.Key;
import dev.infrahub.quantumapilocal.domain.KeyType;
import dev.infrahub.quantumapilocal.domain.PublicKey;
import dev.infrahub.quantumapilocal.domain.Signatures;
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
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Signs with keys kept here; verifies with these, or with a public key that the caller brings. */
@RestController
@RequestMapping(Calls.BASE)
@Tag(name = "Signatures")
public class SigningController {

    private static final byte[] NO_CONTEXT = {};

    private final Desk desk;
    private final KeyRing ring;
    private final Signatures signatures;
    private final JsonMapper json;

    public SigningController(Desk desk, KeyRing ring, Signatures signatures, JsonMapper json) {
        this.desk = desk;
        this.ring = ring;
        this.signatures = signatures;
        this.json = json;
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

    @Described(value = "Sign", takes = Requests.Sign.class, answers = Signed.class)
    @PostMapping("/sign")
    ResponseEntity<byte[]> sign(Call call) {
        return desk.handle(call, Action.SIGN, (transaction, _) -> {
            Fields fields = call.fields(json);
            byte[] data = fields.requiredBase64("data");
            Key key = KeyLookup.usable(transaction, fields.uuid("keyId"), KeyType.SIGNING);
            KeyLookup.checkType(key, KeyType.SIGNING);
            byte[] context = context(fields, key.algorithm());
            Key.Version version = Keys.version(transaction, key, key.version()).orElseThrow();
            byte[] signature =
                    ring.withPrivateKey(key, version, privateKey -> signatures.sign(privateKey, context, data));
            return Done.ok(new Signed(
                            signature, key.id(), key.version(), key.algorithm().text()))
                    .to(KeyLookup.resource(key.id()))
                    .noting(key.algorithm().text() + ", version " + key.version());
        });
    }

    @Described(value = "Verify a signature", takes = Requests.Verify.class, answers = Verified.class)
    @PostMapping("/verify")
    ResponseEntity<byte[]> verify(Call call) {
        return desk.handle(call, Action.VERIFY, (transaction, _) -> {
            Fields fields = call.fields(json);
            fields.notBoth("keyId", "publicKey");
            return fields.has("publicKey") ? verifyByPublicKey(fields) : verifyByKey(transaction, fields);
        });
    }

    private static Done verifyByPublicKey(Fields fields) {
        PublicKey key = publicKey(fields);
        boolean valid = isValid(fields, key);
        return Done.ok(new Verified(valid, key.algorithm().text(), null, null))
                .noting(key.algorithm().text() + ", a public key brought along, " + word(valid));
    }

    private static Done verifyByKey(Transaction transaction, Fields fields) {
        Key key = KeyLookup.usable(transaction, fields.uuid("keyId"), KeyType.SIGNING);
        KeyLookup.checkType(key, KeyType.SIGNING);
        Optional<Key.Version> signer = versions(transaction, key, fields).stream()
                .filter(version -> isValid(fields, version.publicKey().orElseThrow()))
                .findFirst();
        return Done.ok(new Verified(
                        signer.isPresent(),
                        key.algorithm().text(),
                        key.id(),
                        signer.map(Key.Version::version).orElse(null)))
                .to(KeyLookup.resource(key.id()))
                .noting(key.algorithm().text() + ", " + word(signer.isPresent()));
    }

    private static List<Key.Version> versions(Transaction transaction, Key key, Fields fields) {
        return fields.number("keyVersion", 1, Integer.MAX_VALUE)
                .map(number -> List.of(Keys.version(transaction, key, number)
                        .orElseThrow(() -> Problem.notFound("version of the key")
                                .field("keyVersion")
                                .about(KeyLookup.resource(key.id())))))
                .orElseGet(() -> Keys.versions(transaction, key));
    }

    private static boolean isValid(Fields fields, PublicKey key) {
        byte[] data = fields.requiredBase64("data");
        byte[] signature = signature(fields);
        return Signatures.verify(key, context(fields, key.algorithm()), data, signature);
    }

    /** What is no Base64 is no signature either: an invalid one. */
    private static byte[] signature(Fields fields) {
        String text = fields.requiredText("signature");
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] context(Fields fields, Algorithm algorithm) {
        byte[] context = fields.base64("context").orElse(NO_CONTEXT);
        return Problem.checking("context", () -> {
            Signatures.checkContext(algorithm, context);
            return context;
        });
    }

    private static PublicKey publicKey(Fields fields) {
        String text = fields.requiredText("publicKey");
        Optional<Algorithm> algorithm = fields.oneOf("algorithm", Algorithm::of, Algorithm.names());
        PublicKey key = Problem.checking("publicKey", () -> publicKey(text, fields, algorithm));
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

    private static PublicKey publicKey(String text, Fields fields, Optional<Algorithm> algorithm) {
        if (text.contains("-----BEGIN")) {
            return PublicKey.ofPem(text);
        }
        byte[] bytes = fields.requiredBase64("publicKey");
        return algorithm
                .filter(given -> given.type() == KeyType.SIGNING && bytes.length == PublicKey.rawLength(given))
                .map(given -> PublicKey.ofRaw(given, bytes))
                .orElseGet(() -> PublicKey.ofSpki(bytes));
    }

    private static String word(boolean valid) {
        return valid ? "valid" : "not valid";
    }
}
