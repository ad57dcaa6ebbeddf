package dev.infrahub.cabsigner.remote;

import dev.infrahub.faults.Fault;
import dev.infrahub.quantumapi.Encrypted;
import dev.infrahub.quantumapi.Health;
import dev.infrahub.quantumapi.Key;
import dev.infrahub.quantumapi.NewSecret;
import dev.infrahub.quantumapi.QuantumApi;
import dev.infrahub.quantumapi.Secret;
import dev.infrahub.quantumapi.SecretValue;
import dev.infrahub.quantumapi.Signature;
import dev.infrahub.quantumapi.SshAuthority;
import dev.infrahub.quantumapi.SshCertificate;
import dev.infrahub.quantumapi.SshCertificateRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.generators.MLDSAKeyPairGenerator;
import org.bouncycastle.crypto.params.MLDSAKeyGenerationParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithContext;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.jspecify.annotations.Nullable;

/** A QuantumAPI with one key, that signs what and how it likes. */
final class OneKey implements QuantumApi {

    private UUID id = UUID.randomUUID();
    private final AsymmetricCipherKeyPair pair = generate();
    private final UnaryOperator<byte[]> signed;
    private final String context;
    private int asked;

    OneKey(UnaryOperator<byte[]> signed, String context) {
        this.signed = signed;
        this.context = context;
    }

    /** How often it was asked for the key. */
    int asked() {
        return asked;
    }

    /** The key is gone, and there is another one of its name. */
    void replace() {
        id = UUID.randomUUID();
    }

    private static AsymmetricCipherKeyPair generate() {
        MLDSAKeyPairGenerator generator = new MLDSAKeyPairGenerator();
        generator.init(new MLDSAKeyGenerationParameters(new SecureRandom(), MLDSAParameters.ml_dsa_65));
        return generator.generateKeyPair();
    }

    @Override
    public Key key(UUID ignored) {
        byte[] raw = ((MLDSAPublicKeyParameters) pair.getPublic()).getEncoded();
        return new Key(
                id,
                "cab/x",
                "ML-DSA-65",
                "signing",
                "active",
                1,
                Instant.EPOCH,
                List.of(new Key.PublicKey(1, "ML-DSA-65", raw, pem())));
    }

    private String pem() {
        try {
            byte[] spki = SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(pair.getPublic())
                    .getEncoded();
            return "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(spki)
                    + "\n-----END PUBLIC KEY-----\n";
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Key getOrCreateKey(String name, String algorithm) {
        asked++;
        return key(id);
    }

    @Override
    public Signature sign(byte[] data, UUID keyId, String asked, @Nullable String idempotencyKey) {
        if (!keyId.equals(id)) {
            throw new Fault.Unavailable("quantumapi.key-unusable", "QuantumAPI's key is gone or no longer active.");
        }
        MLDSASigner signer = new MLDSASigner();
        signer.init(true, new ParametersWithContext(pair.getPrivate(), context.getBytes(StandardCharsets.UTF_8)));
        byte[] what = signed.apply(data);
        signer.update(what, 0, what.length);
        try {
            return new Signature(signer.generateSignature(), id, 1, "ML-DSA-65");
        } catch (CryptoException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Health health() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Key createKey(String name, String algorithm, @Nullable String idempotencyKey) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Key> findKey(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean verify(byte[] data, Signature signature, String ignored) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Encrypted encrypt(byte[] plaintext, UUID keyId, String associatedData) {
        throw new UnsupportedOperationException();
    }

    @Override
    public byte[] decrypt(String payload, String associatedData) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Secret createSecret(NewSecret secret, @Nullable String idempotencyKey) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Secret newSecretVersion(UUID secret, String value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SecretValue readSecret(UUID secret) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Secret> secrets() {
        throw new UnsupportedOperationException();
    }

    @Override
    public SshAuthority sshAuthority(String name, String algorithm) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SshCertificate issueSshCertificate(SshCertificateRequest request, @Nullable String idempotencyKey) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void revokeSshCertificate(UUID certificate, String reason) {
        throw new UnsupportedOperationException();
    }

    @Override
    public byte[] sshRevocations(UUID authorityId) {
        throw new UnsupportedOperationException();
    }
}
