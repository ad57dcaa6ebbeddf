package dev.infrahub.gateway;

import dev.infrahub.gateway.log.LogKeys;
import dev.infrahub.proofs.Merkle;
import dev.infrahub.proofs.MlDsa;
import dev.infrahub.proofs.Purpose;
import dev.infrahub.proofs.Seal;
import dev.infrahub.proofs.Tree;
import dev.infrahub.proofs.TreeHead;
import dev.infrahub.schemas.Topics;
import dev.infrahub.schemas.TreeHeadSigned;
import dev.infrahub.testing.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.generators.MLDSAKeyPairGenerator;
import org.bouncycastle.crypto.params.MLDSAKeyGenerationParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.ParametersWithContext;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/** A log with a key of its own, as the cab-signer publishes one; it can lie. */
final class TestLog {

    private final AsymmetricCipherKeyPair pair;
    private final List<String> leaves = new ArrayList<>();
    private long published;

    TestLog() {
        MLDSAKeyPairGenerator generator = new MLDSAKeyPairGenerator();
        generator.init(new MLDSAKeyGenerationParameters(new SecureRandom(), MLDSAParameters.ml_dsa_65));
        pair = generator.generateKeyPair();
    }

    /** The argument by which a gateway trusts this log and no other. */
    String trusted() {
        return "--hub.gateway.log-keys=" + LogKeys.hash(seal("anything"));
    }

    TestLog grow(int count) {
        for (int i = 0; i < count; i++) {
            leaves.add(HexFormat.of()
                    .formatHex(Merkle.leafHash(("leaf " + leaves.size()).getBytes(StandardCharsets.UTF_8))));
        }
        return this;
    }

    TestLog rewrite(int index) {
        leaves.set(index, HexFormat.of().formatHex(Merkle.leafHash(new byte[] {1})));
        return this;
    }

    long size() {
        return leaves.size();
    }

    Tree tree() {
        Tree tree = new Tree();
        leaves.forEach(hash -> tree.append(HexFormat.of().parseHex(hash)));
        return tree;
    }

    /** Signs the head and forms the event with the leaves since the last time. */
    TreeHeadSigned head() {
        TreeHeadSigned head = head(published);
        published = size();
        return head;
    }

    TreeHeadSigned head(long from) {
        TreeHead head = new TreeHead(size(), tree().root(size()), Instant.now());
        Seal seal = seal(head.payload());
        return TreeHeadSigned.newBuilder()
                .setSize(head.size())
                .setRoot(head.root())
                .setAt(head.at())
                .setPayload(head.payload())
                .setSignature(seal.signature())
                .setKeyId(seal.keyId())
                .setKeyVersion(seal.keyVersion())
                .setAlgorithm(seal.algorithm())
                .setPublicKey(seal.publicKey())
                .setFirstLeaf(from)
                .setLeafHashes(List.copyOf(leaves.subList((int) from, leaves.size())))
                .build();
    }

    static void publish(Wire wire, TreeHeadSigned head) {
        wire.publish(Topics.TREE_HEAD_SIGNED, "log", UUID.randomUUID(), UUID.randomUUID(), head);
    }

    private Seal seal(String text) {
        try {
            MLDSASigner signer = new MLDSASigner();
            byte[] context = Purpose.TREE_HEAD.context().getBytes(StandardCharsets.UTF_8);
            signer.init(true, new ParametersWithContext(pair.getPrivate(), context));
            byte[] data = text.getBytes(StandardCharsets.UTF_8);
            signer.update(data, 0, data.length);
            byte[] publicKey = SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(pair.getPublic())
                    .getEncoded();
            Base64.Encoder base64 = Base64.getEncoder();
            return new Seal(
                    base64.encodeToString(signer.generateSignature()),
                    "log-key",
                    1,
                    MlDsa.ALGORITHM,
                    base64.encodeToString(publicKey));
        } catch (CryptoException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
