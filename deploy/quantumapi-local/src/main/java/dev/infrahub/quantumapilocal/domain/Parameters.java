package dev.infrahub.quantumapilocal.domain;

import java.security.SecureRandom;
import org.bouncycastle.crypto.AsymmetricCipherKeyPairGenerator;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.generators.MLDSAKeyPairGenerator;
import org.bouncycastle.crypto.generators.MLKEMKeyPairGenerator;
import org.bouncycastle.crypto.generators.SLHDSAKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.MLDSAKeyGenerationParameters;
import org.bouncycastle.crypto.params.MLDSAKeyParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.params.MLKEMKeyGenerationParameters;
import org.bouncycastle.crypto.params.MLKEMKeyParameters;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;
import org.bouncycastle.crypto.params.SLHDSAKeyGenerationParameters;
import org.bouncycastle.crypto.params.SLHDSAKeyParameters;
import org.bouncycastle.crypto.params.SLHDSAParameters;
import org.bouncycastle.crypto.params.SLHDSAPublicKeyParameters;

/** Our names for Bouncy Castle's parameter sets, both ways. */
final class Parameters {

    private Parameters() {}

    static AsymmetricCipherKeyPairGenerator generator(Algorithm algorithm, SecureRandom random) {
        return switch (algorithm) {
            case ML_DSA_44 -> mlDsa(MLDSAParameters.ml_dsa_44, random);
            case ML_DSA_65 -> mlDsa(MLDSAParameters.ml_dsa_65, random);
            case ML_DSA_87 -> mlDsa(MLDSAParameters.ml_dsa_87, random);
            case ML_KEM_512 -> mlKem(MLKEMParameters.ml_kem_512, random);
            case ML_KEM_768 -> mlKem(MLKEMParameters.ml_kem_768, random);
            case ML_KEM_1024 -> mlKem(MLKEMParameters.ml_kem_1024, random);
            case SLH_DSA_128S -> slhDsa(random);
            case ED25519 -> ed25519(random);
            case AES_256_GCM -> throw noKeyPair();
        };
    }

    private static AsymmetricCipherKeyPairGenerator mlDsa(MLDSAParameters parameters, SecureRandom random) {
        MLDSAKeyPairGenerator generator = new MLDSAKeyPairGenerator();
        generator.init(new MLDSAKeyGenerationParameters(random, parameters));
        return generator;
    }

    private static AsymmetricCipherKeyPairGenerator mlKem(MLKEMParameters parameters, SecureRandom random) {
        MLKEMKeyPairGenerator generator = new MLKEMKeyPairGenerator();
        generator.init(new MLKEMKeyGenerationParameters(random, parameters));
        return generator;
    }

    private static AsymmetricCipherKeyPairGenerator slhDsa(SecureRandom random) {
        SLHDSAKeyPairGenerator generator = new SLHDSAKeyPairGenerator();
        generator.init(new SLHDSAKeyGenerationParameters(random, SLHDSAParameters.sha2_128s));
        return generator;
    }

    private static AsymmetricCipherKeyPairGenerator ed25519(SecureRandom random) {
        Ed25519KeyPairGenerator generator = new Ed25519KeyPairGenerator();
        generator.init(new Ed25519KeyGenerationParameters(random));
        return generator;
    }

    /** @throws IllegalArgumentException when the bytes are no such key */
    static AsymmetricKeyParameter publicKey(Algorithm algorithm, byte[] raw) {
        return switch (algorithm) {
            case ML_DSA_44 -> new MLDSAPublicKeyParameters(MLDSAParameters.ml_dsa_44, raw);
            case ML_DSA_65 -> new MLDSAPublicKeyParameters(MLDSAParameters.ml_dsa_65, raw);
            case ML_DSA_87 -> new MLDSAPublicKeyParameters(MLDSAParameters.ml_dsa_87, raw);
            case ML_KEM_512 -> new MLKEMPublicKeyParameters(MLKEMParameters.ml_kem_512, raw);
            case ML_KEM_768 -> new MLKEMPublicKeyParameters(MLKEMParameters.ml_kem_768, raw);
            case ML_KEM_1024 -> new MLKEMPublicKeyParameters(MLKEMParameters.ml_kem_1024, raw);
            case SLH_DSA_128S -> new SLHDSAPublicKeyParameters(SLHDSAParameters.sha2_128s, raw);
            case ED25519 -> new Ed25519PublicKeyParameters(raw);
            case AES_256_GCM -> throw noKeyPair();
        };
    }

    /** @throws Rejected when the key is of an algorithm that is not served here */
    static Algorithm algorithm(AsymmetricKeyParameter key) {
        return switch (key) {
            case MLDSAKeyParameters mlDsa -> named(mlDsa.getParameters().getName());
            case MLKEMKeyParameters mlKem -> named(mlKem.getParameters().getName());
            case SLHDSAKeyParameters slhDsa
            when slhDsa.getParameters().equals(SLHDSAParameters.sha2_128s) -> Algorithm.SLH_DSA_128S;
            case Ed25519PublicKeyParameters _, Ed25519PrivateKeyParameters _ -> Algorithm.ED25519;
            default -> throw unknown();
        };
    }

    private static Algorithm named(String name) {
        return Algorithm.of(name).orElseThrow(Parameters::unknown);
    }

    private static Rejected unknown() {
        return new Rejected("is a key of an algorithm that is not served here; there are " + Algorithm.names());
    }

    private static IllegalArgumentException noKeyPair() {
        return new IllegalArgumentException("a symmetric key is no key pair");
    }
}
