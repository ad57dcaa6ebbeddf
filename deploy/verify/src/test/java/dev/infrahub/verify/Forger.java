package dev.infrahub.verify;

import dev.infrahub.json.CanonicalJson;
import dev.infrahub.json.Json;
import dev.infrahub.json.Value;
import dev.infrahub.proofs.Dsse;
import dev.infrahub.proofs.MlDsa;
import dev.infrahub.proofs.Purpose;
import dev.infrahub.proofs.Seal;
import dev.infrahub.proofs.SignedTreeHead;
import dev.infrahub.proofs.TreeHead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.generators.MLDSAKeyPairGenerator;
import org.bouncycastle.crypto.params.MLDSAKeyGenerationParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.ParametersWithContext;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/** Somebody with a key of their own who knows the format well. */
final class Forger {

    private final AsymmetricCipherKeyPair pair;

    Forger() {
        MLDSAKeyPairGenerator generator = new MLDSAKeyPairGenerator();
        generator.init(new MLDSAKeyGenerationParameters(new SecureRandom(), MLDSAParameters.ml_dsa_65));
        this.pair = generator.generateKeyPair();
    }

    /** The evidence with its statement changed, under a good signature of the forger's. */
    String sign(String evidence, UnaryOperator<Value> change) {
        String payload = CanonicalJson.of(change.apply(statement(evidence)));
        Seal seal = sign(Purpose.ENVELOPE, Dsse.encoded(Dsse.IN_TOTO, payload));
        return new Dsse(Dsse.IN_TOTO, payload, seal).text();
    }

    Value signed(TreeHead head) {
        Seal seal = sign(Purpose.TREE_HEAD, head.payload().getBytes(StandardCharsets.UTF_8));
        return new SignedTreeHead(head, seal).json().value();
    }

    Seal sign(Purpose purpose, byte[] data) {
        try {
            MLDSASigner signer = new MLDSASigner();
            signer.init(
                    true,
                    new ParametersWithContext(
                            pair.getPrivate(), purpose.context().getBytes(StandardCharsets.UTF_8)));
            signer.update(data, 0, data.length);
            Base64.Encoder base64 = Base64.getEncoder();
            return new Seal(
                    base64.encodeToString(signer.generateSignature()),
                    "forged",
                    1,
                    MlDsa.ALGORITHM,
                    base64.encodeToString(SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(pair.getPublic())
                            .getEncoded()));
        } catch (CryptoException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Value statement(String evidence) {
        return Value.ofJson(Dsse.ofJson(evidence).orElseThrow().payload()).orElseThrow();
    }

    /** The value with what is at the path replaced; numbers are places in lists. */
    static Value with(Value value, Value replacement, String... path) {
        if (path.length == 0) {
            return replacement;
        }
        String[] rest = Arrays.copyOfRange(path, 1, path.length);
        return switch (value) {
            case Value.Members(var members) -> {
                Map<String, Value> changed = new LinkedHashMap<>(members);
                changed.put(path[0], with(members.getOrDefault(path[0], Value.Special.NULL), replacement, rest));
                yield new Value.Members(changed);
            }
            case Value.Items(var items) -> {
                List<Value> changed = new ArrayList<>(items);
                int at = Integer.parseInt(path[0]);
                changed.set(at, with(items.get(at), replacement, rest));
                yield new Value.Items(changed);
            }
            default -> throw new IllegalArgumentException(String.join(".", path) + " in " + Json.spelling(value));
        };
    }

    static Value at(Value value, String... path) {
        Value found = value;
        for (String step : path) {
            found = found instanceof Value.Items(var items) ? items.get(Integer.parseInt(step)) : found.at(step);
        }
        return found;
    }
}
