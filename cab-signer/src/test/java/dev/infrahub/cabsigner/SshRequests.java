package dev.infrahub.cabsigner;

import dev.infrahub.schemas.SshCertificateRequested;
import dev.infrahub.ssh.SshAlgorithm;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Wishes for SSH certificates, by an engineer of acme who may log in to components as deploy and as reader. */
final class SshRequests {

    static final String ENGINEER = "user:rita@https://idp.example.org";

    /** The cab-signer's settings. */
    static final String[] ACCESS = {
        "--hub.cab-signer.ssh.access[0].entity=component:default/*",
        "--hub.cab-signer.ssh.access[0].client=acme",
        "--hub.cab-signer.ssh.access[0].roles=engineer",
        "--hub.cab-signer.ssh.access[0].principals=deploy,reader",
        "--hub.cab-signer.ssh.access[1].entity=*:*/*",
        "--hub.cab-signer.ssh.access[1].client=*",
        "--hub.cab-signer.ssh.access[1].roles=admin",
        "--hub.cab-signer.ssh.access[1].principals=root"
    };

    private SshRequests() {}

    static SshCertificateRequested.Builder wish(String reason) {
        return SshCertificateRequested.newBuilder()
                .setClient("acme")
                .setEntityRef("component:default/checkout")
                .setPrincipals(List.of("deploy"))
                .setPublicKey(newKey())
                .setAlgorithm("ssh-ed25519")
                .setTtlSeconds(3600)
                .setReason(reason)
                .setRequestedBy(ENGINEER)
                .setRoles(List.of("engineer"))
                .setRequestedAt(Instant.ofEpochMilli(System.currentTimeMillis()));
    }

    /** A new public key of Ed25519, as type and Base64. */
    static String newKey() {
        try {
            byte[] info = KeyPairGenerator.getInstance("Ed25519")
                    .generateKeyPair()
                    .getPublic()
                    .getEncoded();
            return SshAlgorithm.ED25519
                    .publicKey(Arrays.copyOfRange(info, info.length - 32, info.length))
                    .line();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has Ed25519", e);
        }
    }
}
